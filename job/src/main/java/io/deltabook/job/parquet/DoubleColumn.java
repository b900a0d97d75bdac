// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.number.DoubleParser;
import io.deltabook.number.NumberFault;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;

/** DOUBLE numbers. */
final class DoubleColumn extends NumberColumn {
    private final double[] values;
    private final boolean[] absent;

    DoubleColumn(ColumnDescriptor descriptor, int capacity) {
        super(descriptor);
        values = new double[capacity];
        absent = new boolean[capacity];
    }

    @Override
    void store(ColumnReader reader, int row) {
        values[row] = reader.getDouble();
        absent[row] = false;
    }

    @Override
    void storeNull(int row) {
        absent[row] = true;
    }

    @Override
    long scaled(int row, int scale) {
        return absent[row] ? NumberFault.ABSENT : DoubleParser.parse(values[row], scale);
    }

    @Override
    long wide(int row, int scale, WideDecimals pool) {
        return absent[row] ? NumberFault.ABSENT : WideParser.parse(values[row], scale, pool);
    }

    @Override
    String raw(int row) {
        return absent[row] ? null : Double.toString(values[row]);
    }
}
