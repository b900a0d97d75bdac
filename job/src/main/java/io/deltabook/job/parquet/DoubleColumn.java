// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.number.DoubleParser;
import io.deltabook.number.NumberFault;
import java.math.BigDecimal;
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
    BigDecimal exact(int row) {
        return new BigDecimal(Double.toString(values[row]));
    }

    @Override
    String raw(int row) {
        return absent[row] ? null : Double.toString(values[row]);
    }
}
