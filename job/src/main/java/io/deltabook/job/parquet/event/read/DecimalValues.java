// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.contract.Lane;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnDescriptor;

/** A DECIMAL(38,18) column, as the two halves of 128-bit values. */
public final class DecimalValues extends FlatValues {
    private final DecimalHalves halves;
    private final long[] high = new long[MOST_ROWS];
    private final long[] low = new long[MOST_ROWS];

    private DecimalValues(String name, DecimalHalves halves) {
        super(name, halves.decoder());
        this.halves = halves;
    }

    static DecimalValues of(ColumnDescriptor column) {
        return new DecimalValues(column.getPath()[0], new DecimalHalves(column, MOST_ROWS));
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
    void take(int rows) {
        if (nulls() == 0) {
            halves.split(rows, high, low);
        } else if (nulls() < rows) {
            halves.splitPresent(rows, high, low);
        }
    }

    @Override
    String presentText(int row) {
        return text(high[row], low[row]);
    }

    /** The value without trailing zeros. */
    public static String text(long high, long low) {
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

    @Override
    void size(CanonicalRows to) {
        to.addSizes(this, DecimalHalves.LENGTH);
    }

    @Override
    void canonical(CanonicalRows to) {
        to.decimals(this, high, low);
    }
}
