// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.FileMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metadata in the footer of a file of one lane, and the check that its rows are of that lane,
 * in {@code event_seq} order.
 */
public final class LaneFooter {
    private final int schemaVersion;
    private final boolean mayRepeat;
    private LaneId lane;
    private long lastSeq = Long.MIN_VALUE;

    public LaneFooter(int schemaVersion) {
        this(schemaVersion, false);
    }

    /**
     * @param mayRepeat whether rows may have the event_seq of the row before
     */
    public LaneFooter(int schemaVersion, boolean mayRepeat) {
        this.schemaVersion = schemaVersion;
        this.mayRepeat = mayRepeat;
    }

    /** The entries of a footer that a file of the same lane and version has as well. */
    public static Map<String, String> metadata(Map<String, String> other) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String key :
                List.of(FileMetadata.SCHEMA_VERSION, FileMetadata.EXCHANGE, FileMetadata.SYMBOL)) {
            if (other.containsKey(key)) {
                metadata.put(key, other.get(key));
            }
        }
        metadata.put(FileMetadata.WRITER_VERSION, FileMetadata.writerVersion());
        return metadata;
    }

    /**
     * Records rows before they are written.
     *
     * @throws IllegalStateException if they belong to another lane or go back in event_seq
     */
    public void follow(LaneId rowsLane, long firstSeq, long newLastSeq) {
        if (lane == null) {
            lane = rowsLane;
        } else if (!lane.equals(rowsLane)) {
            throw new IllegalStateException(
                    "a file must hold one lane, but holds " + lane + " and gets " + rowsLane);
        }
        if (mayRepeat ? firstSeq < lastSeq : firstSeq <= lastSeq) {
            throw new IllegalStateException(
                    "event_seq of a file must increase, but "
                            + firstSeq
                            + " follows "
                            + lastSeq
                            + " lane="
                            + lane);
        }
        lastSeq = newLastSeq;
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
        return metadata;
    }
}
