// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import io.deltabook.contract.Lane;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * DECIMAL(38,18) values as BigDecimal without trailing zeros. Remembers the newest, because a lane
 * repeats its prices and quantities. Not thread-safe.
 */
final class ExactDecimals {
    private static final int SLOTS = 1 << 14;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] high = new long[SLOTS];
    private final long[] low = new long[SLOTS];
    private final BigDecimal[] values = new BigDecimal[SLOTS];

    BigDecimal of(long valueHigh, long valueLow) {
        int slot = (int) ((valueLow ^ valueHigh * 31) * SPREAD >>> 50);
        if (values[slot] == null || low[slot] != valueLow || high[slot] != valueHigh) {
            high[slot] = valueHigh;
            low[slot] = valueLow;
            values[slot] = decimal(valueHigh, valueLow);
        }
        return values[slot];
    }

    /** Decimals that a value needs. */
    static int scale(long high, long low) {
        return decimal(high, low).scale();
    }

    private static BigDecimal decimal(long high, long low) {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        BigDecimal exact = new BigDecimal(new BigInteger(bytes), Lane.MAX_SCALE);
        BigDecimal stripped = exact.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
