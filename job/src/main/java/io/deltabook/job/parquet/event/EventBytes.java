// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.batch.EventBatch;

/** Upper bounds of the uncompressed size of events in a file. */
public final class EventBytes implements BatchBytes<EventBatch> {
    private static final long serialVersionUID = 1;

    private static final long ROW = 80;
    private static final long LEVEL = 40;

    /** Two DOUBLE twins. */
    private static final long TWINS = 2 * Double.BYTES;

    private final long row;
    private final long level;

    public EventBytes(EventFormat format) {
        row = format.doubles() ? ROW + TWINS : ROW;
        level = format.doubles() ? LEVEL + TWINS : LEVEL;
    }

    @Override
    public long atMost(EventBatch batch) {
        long bytes = row * batch.size();
        for (EventBatch.Snapshot snapshot : batch.snapshots()) {
            bytes += levels(snapshot);
        }
        return bytes;
    }

    /** Maximum bytes of a row; {@code snapshot} is null if the row is not a snapshot. */
    public long ofRow(EventBatch.Snapshot snapshot) {
        return snapshot == null ? row : row + levels(snapshot);
    }

    private long levels(EventBatch.Snapshot snapshot) {
        return level * (snapshot.bidPrices().length + snapshot.askPrices().length);
    }
}
