// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.decode.LongConversion;
import io.deltabook.number.NumberFault;
import io.deltabook.number.UnscaledParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnDescriptor;

/** DECIMAL or whole numbers, signed or not, in INT32 or INT64. */
final class UnscaledLongColumn extends NumberColumn {
    private final LongColumnDecoder pages;
    private final int digits;
    private final boolean isUnsigned;
    private final long mask;

    UnscaledLongColumn(ColumnDescriptor descriptor, int capacity, int scale) {
        super(capacity, scale);
        digits = scaleOf(descriptor);
        isUnsigned = IdColumn.isUnsigned(descriptor);
        mask = IdColumn.maskOf(descriptor);
        LongConversion conversion =
                scale == NumberScales.SEVERAL
                        ? LongConversion.NONE
                        : (values, from, to) -> parse(values, from, to, scale);
        pages = LongColumnDecoder.stored(descriptor, capacity, conversion, NumberFault.ABSENT);
    }

    private void parse(long[] values, int from, int to, int scale) {
        for (int i = from; i < to; i++) {
            values[i] = parse(values[i] & mask, scale);
        }
    }

    private long parse(long unscaled, int scale) {
        return isUnsigned && unscaled < 0
                ? NumberFault.OVERFLOW
                : UnscaledParser.parse(unscaled, digits, scale);
    }

    private long stored(int row) {
        return pages.stored(row) & mask;
    }

    @Override
    public ColumnDecoder pages() {
        return pages;
    }

    @Override
    long[] values() {
        return pages.values();
    }

    @Override
    public boolean isNull(int row) {
        return pages.isNull(row);
    }

    @Override
    public long scaled(int row, int at) {
        return parse(stored(row), at);
    }

    @Override
    long wide(int row, int at, WideDecimals pool) {
        long unscaled = stored(row);
        return isUnsigned && unscaled < 0
                ? WideParser.parse(decimal(row).unscaledValue().toByteArray(), digits, at, pool)
                : WideParser.parse(unscaled, digits, at, pool);
    }

    @Override
    public BigDecimal decimal(int row) {
        if (isNull(row)) {
            return null;
        }
        long unscaled = stored(row);
        return isUnsigned
                ? new BigDecimal(new BigInteger(Long.toUnsignedString(unscaled)), digits)
                : BigDecimal.valueOf(unscaled, digits);
    }

    @Override
    public String raw(int row) {
        return isNull(row) ? null : decimal(row).toPlainString();
    }
}
