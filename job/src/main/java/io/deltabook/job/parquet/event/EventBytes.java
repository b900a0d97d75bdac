// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.batch.EventBatch;

/** Upper bounds of what events take in a file, before any compression. */
public final class EventBytes {
    private static final long ROW = 72;
    private static final long LEVEL = 40;

    private EventBytes() {}

    /** Bytes that a batch takes at most. */
    public static long atMost(EventBatch batch) {
        long bytes = ROW * batch.size();
        for (EventBatch.Snapshot snapshot : batch.snapshots()) {
            bytes += levels(snapshot);
        }
        return bytes;
    }

    /** Bytes that a row takes at most; {@code snapshot} is null where the row is none. */
    public static long ofRow(EventBatch.Snapshot snapshot) {
        return snapshot == null ? ROW : ROW + levels(snapshot);
    }

    private static long levels(EventBatch.Snapshot snapshot) {
        return LEVEL * (snapshot.bidPrices().length + snapshot.askPrices().length);
    }
}
