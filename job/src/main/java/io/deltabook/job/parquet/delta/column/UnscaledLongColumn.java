// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.LongConversion;
import io.deltabook.number.NumberFault;
import io.deltabook.number.UnscaledParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnDescriptor;

/** DECIMAL or whole numbers, signed or not, in INT32 or INT64. */
final class UnscaledLongColumn extends LongNumberColumn {
    private final int digits;
    private final boolean isUnsigned;
    private final long mask;

    UnscaledLongColumn(ColumnDescriptor descriptor, int capacity, int scale) {
        super(descriptor, capacity, scale, conversion(descriptor, scale));
        digits = scaleOf(descriptor);
        isUnsigned = IdColumn.isUnsigned(descriptor);
        mask = IdColumn.maskOf(descriptor);
    }

    private static LongConversion conversion(ColumnDescriptor descriptor, int scale) {
        int digits = scaleOf(descriptor);
        boolean isUnsigned = IdColumn.isUnsigned(descriptor);
        long mask = IdColumn.maskOf(descriptor);
        return (values, from, to) -> {
            for (int i = from; i < to; i++) {
                values[i] = parse(values[i] & mask, digits, isUnsigned, scale);
            }
        };
    }

    private static long parse(long unscaled, int digits, boolean isUnsigned, int scale) {
        return isUnsigned && unscaled < 0
                ? NumberFault.OVERFLOW
                : UnscaledParser.parse(unscaled, digits, scale);
    }

    private long unscaled(int row) {
        return stored(row) & mask;
    }

    @Override
    public long scaled(int row, int at) {
        return parse(unscaled(row), digits, isUnsigned, at);
    }

    @Override
    long wide(int row, int at, WideDecimals pool) {
        long unscaled = unscaled(row);
        return isUnsigned && unscaled < 0
                ? WideParser.parse(decimal(row).unscaledValue().toByteArray(), digits, at, pool)
                : WideParser.parse(unscaled, digits, at, pool);
    }

    @Override
    public BigDecimal decimal(int row) {
        if (isNull(row)) {
            return null;
        }
        long unscaled = unscaled(row);
        return isUnsigned
                ? new BigDecimal(new BigInteger(Long.toUnsignedString(unscaled)), digits)
                : BigDecimal.valueOf(unscaled, digits);
    }

    @Override
    public String raw(int row) {
        return isNull(row) ? null : decimal(row).toPlainString();
    }
}
