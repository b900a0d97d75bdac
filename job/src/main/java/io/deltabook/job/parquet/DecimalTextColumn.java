// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.number.NumberFault;
import io.deltabook.number.TextParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;

/** Numbers written as decimal strings. */
final class DecimalTextColumn extends NumberColumn {
    private final Binary[] values;

    DecimalTextColumn(ColumnDescriptor descriptor, int capacity) {
        super(descriptor);
        values = new Binary[capacity];
    }

    @Override
    void store(ColumnReader reader, int row) {
        values[row] = reader.getBinary();
    }

    @Override
    void storeNull(int row) {
        values[row] = null;
    }

    @Override
    long scaled(int row, int scale) {
        if (values[row] == null) {
            return NumberFault.ABSENT;
        }
        byte[] text = values[row].getBytesUnsafe();
        return TextParser.parse(text, 0, text.length, scale);
    }

    @Override
    long wide(int row, int scale, WideDecimals pool) {
        return values[row] == null
                ? NumberFault.ABSENT
                : WideParser.parse(values[row].getBytes(), scale, pool);
    }

    @Override
    String raw(int row) {
        return RawText.of(values[row]);
    }
}
