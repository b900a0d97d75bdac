// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.number.FloatParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import org.apache.parquet.column.ColumnDescriptor;

/** FLOAT numbers, each the shortest decimal that reads back as the float. */
final class FloatColumn extends LongNumberColumn {
    FloatColumn(ColumnDescriptor descriptor, int capacity, int scale) {
        super(
                descriptor,
                capacity,
                scale,
                (values, from, to) -> FloatParser.parseBits(values, from, to, scale));
    }

    private float value(int row) {
        return Float.intBitsToFloat((int) stored(row));
    }

    @Override
    public long scaled(int row, int at) {
        return FloatParser.parse(value(row), at);
    }

    @Override
    long wide(int row, int at, WideDecimals pool) {
        return WideParser.parse(value(row), at, pool);
    }

    @Override
    public BigDecimal decimal(int row) {
        float value = value(row);
        return isNull(row) || !Float.isFinite(value) ? null : FloatParser.decimal(value);
    }

    @Override
    public String raw(int row) {
        return isNull(row) ? null : Float.toString(value(row));
    }
}
