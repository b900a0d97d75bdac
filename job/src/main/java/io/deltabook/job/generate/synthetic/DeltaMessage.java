// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import java.util.Arrays;

/** Rows that the venue publishes under one id; reused for each message. */
public final class DeltaMessage {
    public static final long NO_ID = Long.MIN_VALUE;

    long timeNanos;
    long firstId;
    long updateId;
    long previousId;
    boolean snapshot;
    private int size;
    private boolean[] bid = new boolean[64];
    private long[] ticks = new long[64];
    private long[] lots = new long[64];

    void clear() {
        size = 0;
    }

    void add(boolean isBid, long priceTicks, long quantityLots) {
        if (size == bid.length) {
            int capacity = Math.max(64, size * 2);
            bid = Arrays.copyOf(bid, capacity);
            ticks = Arrays.copyOf(ticks, capacity);
            lots = Arrays.copyOf(lots, capacity);
        }
        bid[size] = isBid;
        ticks[size] = priceTicks;
        lots[size] = quantityLots;
        size++;
    }

    int size() {
        return size;
    }

    /** Number of ids that the message covers. */
    long idSpan() {
        return updateId - firstId + 1;
    }

    boolean isBid(int i) {
        return bid[i];
    }

    /** Price in ticks. */
    long ticks(int i) {
        return ticks[i];
    }

    /** Quantity in units of its last digit; 0 removes the level. */
    long lots(int i) {
        return lots[i];
    }

    DeltaMessage copy() {
        DeltaMessage copy = new DeltaMessage();
        copy.timeNanos = timeNanos;
        copy.firstId = firstId;
        copy.updateId = updateId;
        copy.previousId = previousId;
        copy.snapshot = snapshot;
        copy.size = size;
        copy.bid = Arrays.copyOf(bid, size);
        copy.ticks = Arrays.copyOf(ticks, size);
        copy.lots = Arrays.copyOf(lots, size);
        return copy;
    }
}
