// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnDescriptor;

/** A DECIMAL(38,18) column, as the two halves of 128-bit values. */
public final class DecimalValues extends FlatValues {
    private final BytesColumnDecoder decoder;
    private final long[] high = new long[MOST_ROWS];
    private final long[] low = new long[MOST_ROWS];

    private DecimalValues(String name, BytesColumnDecoder decoder) {
        super(name, decoder);
        this.decoder = decoder;
    }

    static DecimalValues of(ColumnDescriptor column) {
        return new DecimalValues(
                column.getPath()[0],
                BytesColumnDecoder.stored(column, MOST_ROWS, DecimalBytes.CHECK, 0));
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
        if (nulls() < rows) {
            DecimalBytes.split(decoder.stored(), rows, high, low);
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
        to.addSizes(this, DecimalBytes.LENGTH);
    }

    @Override
    void canonical(CanonicalRows to) {
        to.decimals(this, high, low);
    }
}
