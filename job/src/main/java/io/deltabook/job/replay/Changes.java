// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.contract.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The levels that a message set, in its order; a price may stand more than once. Overwritten by the
 * next message.
 */
public final class Changes {
    private static final int INITIAL = 64;
    private static final int PARTS = 4;
    private static final int SCALE = 18;

    private boolean[] asks = new boolean[INITIAL];
    private long[] values = new long[PARTS * INITIAL];
    private int size;

    Changes() {}

    void clear() {
        size = 0;
    }

    void add(boolean isAsk, long priceHigh, long priceLow, long quantityHigh, long quantityLow) {
        if (size == asks.length) {
            asks = Arrays.copyOf(asks, 2 * size);
            values = Arrays.copyOf(values, 2 * values.length);
        }
        asks[size] = isAsk;
        int at = PARTS * size++;
        values[at] = priceHigh;
        values[at + 1] = priceLow;
        values[at + 2] = quantityHigh;
        values[at + 3] = quantityLow;
    }

    /** Number of levels set. */
    public int size() {
        return size;
    }

    public Side side(int change) {
        return asks[change] ? Side.ASK : Side.BID;
    }

    public BigDecimal price(int change) {
        return decimal(PARTS * change);
    }

    /** The new quantity; 0 removed the level. */
    public BigDecimal quantity(int change) {
        return decimal(PARTS * change + 2);
    }

    private BigDecimal decimal(int at) {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(values[at])
                        .putLong(values[at + 1])
                        .array();
        return new BigDecimal(new BigInteger(bytes), SCALE);
    }
}
