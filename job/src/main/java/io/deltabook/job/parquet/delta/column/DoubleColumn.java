// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.number.DoubleParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import org.apache.parquet.column.ColumnDescriptor;

/** DOUBLE numbers, each the shortest decimal that reads back as the double. */
final class DoubleColumn extends LongNumberColumn {
    DoubleColumn(ColumnDescriptor descriptor, int capacity, int scale) {
        super(
                descriptor,
                capacity,
                scale,
                (values, from, to) -> DoubleParser.parseBits(values, from, to, scale));
    }

    private double value(int row) {
        return Double.longBitsToDouble(stored(row));
    }

    @Override
    public long scaled(int row, int at) {
        return DoubleParser.parse(value(row), at);
    }

    @Override
    long wide(int row, int at, WideDecimals pool) {
        return WideParser.parse(value(row), at, pool);
    }

    @Override
    public BigDecimal decimal(int row) {
        double value = value(row);
        return isNull(row) || !Double.isFinite(value) ? null : DoubleParser.decimal(value);
    }

    @Override
    public String raw(int row) {
        return isNull(row) ? null : Double.toString(value(row));
    }
}
