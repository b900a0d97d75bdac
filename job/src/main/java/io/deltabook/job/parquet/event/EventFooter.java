// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.EventType;
import io.deltabook.job.parquet.FileMetadata;
import java.util.Map;

/**
 * The metadata in the footer of an events file, and the checks that a file holds one lane in {@code
 * event_seq} order. Every events writer has one per file.
 */
public final class EventFooter {
    private static final EventType[] TYPES = EventType.values();

    private final LaneFooter footer;
    private final long[] rowsOfType = new long[TYPES.length];

    public EventFooter(int schemaVersion) {
        footer = new LaneFooter(schemaVersion);
    }

    /**
     * Records a batch before it is written.
     *
     * @throws IllegalStateException if it belongs to another lane or goes back in event_seq
     */
    public void add(EventBatch batch) {
        if (batch.size() > 0) {
            long last = batch.firstSeq() + batch.size() - 1;
            footer.follow(batch.lane().id(), batch.firstSeq(), last);
        }
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
        footer.follow(part.lane(), part.firstSeq(), part.lastSeq());
        for (EventType type : TYPES) {
            rowsOfType[type.ordinal()] += part.rowsOfType().get(type);
        }
    }

    /** Key-value metadata of the file. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = footer.metadata();
        for (EventType type : TYPES) {
            metadata.put(FileMetadata.rows(type), Long.toString(rowsOfType[type.ordinal()]));
        }
        return metadata;
    }
}
