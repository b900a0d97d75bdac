// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.contract.Lane;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;

/** A DECIMAL(38,18) column of an events file, as the two halves of 128-bit values. */
public final class DecimalValues extends FlatValues {
    private final long[] high = new long[MOST_ROWS];
    private final long[] low = new long[MOST_ROWS];
    private Binary lastValue;
    private long lastHigh;
    private long lastLow;

    DecimalValues(String name) {
        super(name);
    }

    /** Upper 64 bits of the unscaled value; undefined if it is null. */
    public long high(int row) {
        return high[row];
    }

    /** Lower 64 bits of the unscaled value; undefined if it is null. */
    public long low(int row) {
        return low[row];
    }

    /** The value; undefined if it is null. */
    public BigDecimal value(int row) {
        return decimal(high[row], low[row]);
    }

    /** −1, 0 or 1. */
    public int sign(int row) {
        return sign(high[row], low[row]);
    }

    static int sign(long high, long low) {
        return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
    }

    @Override
    void store(ColumnReader from, int row) {
        Binary value = from.getBinary();
        if (value == lastValue) {
            high[row] = lastHigh;
            low[row] = lastLow;
            return;
        }
        ByteBuffer bytes = value.toByteBuffer();
        int at = bytes.position();
        high[row] = bytes.getLong(at);
        low[row] = bytes.getLong(at + Long.BYTES);
        lastValue = value;
        lastHigh = high[row];
        lastLow = low[row];
    }

    @Override
    String presentText(int row) {
        return text(high[row], low[row]);
    }

    /** The value without trailing zeros. */
    static String text(long high, long low) {
        return decimal(high, low).stripTrailingZeros().toPlainString();
    }

    static BigDecimal decimal(long high, long low) {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return new BigDecimal(new BigInteger(bytes), Lane.MAX_SCALE);
    }

    @Override
    void presentCanonical(int row, CanonicalBytes to) {
        to.number(high[row]);
        to.number(low[row]);
    }
}
