// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.number.NumberFault;
import io.deltabook.number.UnscaledParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;

/** DECIMAL numbers in FIXED_LEN_BYTE_ARRAY or BINARY of any width. */
final class UnscaledBytesColumn extends NumberColumn {
    private final Binary[] values;
    private final int from;

    UnscaledBytesColumn(ColumnDescriptor descriptor, int capacity) {
        super(descriptor);
        values = new Binary[capacity];
        from = scaleOf(descriptor);
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
        byte[] bytes = values[row].getBytesUnsafe();
        return UnscaledParser.parse(bytes, 0, bytes.length, from, scale);
    }

    @Override
    long wide(int row, int scale, WideDecimals pool) {
        return values[row] == null
                ? NumberFault.ABSENT
                : WideParser.parse(values[row].getBytes(), from, scale, pool);
    }

    @Override
    String raw(int row) {
        if (values[row] == null) {
            return null;
        }
        byte[] bytes = values[row].getBytesUnsafe();
        BigInteger unscaled = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        return RawText.shorten(new BigDecimal(unscaled, from).toPlainString());
    }
}
