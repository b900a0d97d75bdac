// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.number.NumberFault;
import io.deltabook.number.UnscaledParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** DECIMAL numbers in INT32 or INT64. */
final class UnscaledLongColumn extends NumberColumn {
    private final long[] values;
    private final boolean[] absent;
    private final int from;
    private final boolean isInt32;

    UnscaledLongColumn(ColumnDescriptor descriptor, int capacity) {
        super(descriptor);
        values = new long[capacity];
        absent = new boolean[capacity];
        from = scaleOf(descriptor);
        isInt32 = descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    }

    @Override
    void store(ColumnReader reader, int row) {
        values[row] = isInt32 ? reader.getInteger() : reader.getLong();
        absent[row] = false;
    }

    @Override
    void storeNull(int row) {
        absent[row] = true;
    }

    @Override
    long scaled(int row, int scale) {
        return absent[row] ? NumberFault.ABSENT : UnscaledParser.parse(values[row], from, scale);
    }

    @Override
    long wide(int row, int scale, WideDecimals pool) {
        return absent[row] ? NumberFault.ABSENT : WideParser.parse(values[row], from, scale, pool);
    }

    @Override
    String raw(int row) {
        return absent[row] ? null : BigDecimal.valueOf(values[row], from).toPlainString();
    }
}
