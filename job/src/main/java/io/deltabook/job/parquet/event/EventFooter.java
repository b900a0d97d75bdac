// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.FileMetadata;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metadata in the footer of an events file, and the checks that a file holds one lane in {@code
 * event_seq} order. Every events writer has one per file.
 */
public final class EventFooter {
    private static final EventType[] TYPES = EventType.values();

    private final int schemaVersion;
    private final long[] rowsOfType = new long[TYPES.length];
    private LaneId lane;
    private long nextSeq = Long.MIN_VALUE;

    public EventFooter(int schemaVersion) {
        this.schemaVersion = schemaVersion;
    }

    /**
     * Records a batch before it is written.
     *
     * @throws IllegalStateException if it belongs to another lane or goes back in event_seq
     */
    public void add(EventBatch batch) {
        follow(batch.lane().id(), batch.firstSeq());
        nextSeq = batch.firstSeq() + batch.size();
        for (int i = 0; i < batch.size(); i++) {
            rowsOfType[batch.type(i).ordinal()]++;
        }
    }

    /**
     * Records all rows of another file before they are copied.
     *
     * @throws IllegalStateException if it belongs to another lane or goes back in event_seq
     */
    public void add(EventFileFacts part) {
        follow(part.lane(), part.firstSeq());
        nextSeq = part.lastSeq() + 1;
        for (EventType type : TYPES) {
            rowsOfType[type.ordinal()] += part.rowsOfType().get(type);
        }
    }

    private void follow(LaneId rowsLane, long firstSeq) {
        if (lane == null) {
            lane = rowsLane;
        } else if (!lane.equals(rowsLane)) {
            throw new IllegalStateException(
                    "a file must hold one lane, but holds " + lane + " and gets " + rowsLane);
        }
        if (firstSeq < nextSeq) {
            throw new IllegalStateException(
                    "event_seq of a file must increase, but "
                            + firstSeq
                            + " follows "
                            + (nextSeq - 1)
                            + " lane="
                            + lane);
        }
    }

    /** Key-value metadata of the file. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FileMetadata.SCHEMA_VERSION, Integer.toString(schemaVersion));
        metadata.put(FileMetadata.WRITER_VERSION, FileMetadata.writerVersion());
        if (lane != null) {
            metadata.put(FileMetadata.EXCHANGE, lane.exchange());
            metadata.put(FileMetadata.SYMBOL, lane.symbol());
        }
        for (EventType type : TYPES) {
            metadata.put(FileMetadata.rows(type), Long.toString(rowsOfType[type.ordinal()]));
        }
        return metadata;
    }
}
