// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.batch.EventBatch;

/** Upper bounds of the uncompressed size of events in a file. */
public final class EventBytes {
    private static final long ROW = 72;
    private static final long LEVEL = 40;

    private EventBytes() {}

    /** Maximum bytes of a batch. */
    public static long atMost(EventBatch batch) {
        long bytes = ROW * batch.size();
        for (EventBatch.Snapshot snapshot : batch.snapshots()) {
            bytes += levels(snapshot);
        }
        return bytes;
    }

    /** Maximum bytes of a row; {@code snapshot} is null if the row is not a snapshot. */
    public static long ofRow(EventBatch.Snapshot snapshot) {
        return snapshot == null ? ROW : ROW + levels(snapshot);
    }

    private static long levels(EventBatch.Snapshot snapshot) {
        return LEVEL * (snapshot.bidPrices().length + snapshot.askPrices().length);
    }
}
