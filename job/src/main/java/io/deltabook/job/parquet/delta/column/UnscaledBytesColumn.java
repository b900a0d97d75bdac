// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesConversion;
import io.deltabook.number.UnscaledParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnDescriptor;

/** DECIMAL numbers in FIXED_LEN_BYTE_ARRAY or BINARY of any width. */
final class UnscaledBytesColumn extends BytesNumberColumn {
    private final int digits;

    UnscaledBytesColumn(ColumnDescriptor descriptor, int capacity, int scale) {
        super(descriptor, capacity, scale, conversion(scaleOf(descriptor), scale));
        digits = scaleOf(descriptor);
    }

    private static BytesConversion conversion(int digits, int scale) {
        return (stored, from, to, values) -> {
            for (int i = from; i < to; i++) {
                values[i] = parse(stored, i, digits, scale);
            }
        };
    }

    private static long parse(ByteSlices stored, int row, int digits, int scale) {
        return UnscaledParser.parse(
                stored.bytes(row), stored.at(row), stored.length(row), digits, scale);
    }

    @Override
    public long scaled(int row, int at) {
        return parse(stored(), row, digits, at);
    }

    @Override
    long wide(int row, int at, WideDecimals pool) {
        return WideParser.parse(stored().copy(row), digits, at, pool);
    }

    @Override
    public BigDecimal decimal(int row) {
        if (isNull(row)) {
            return null;
        }
        byte[] bytes = stored().copy(row);
        BigInteger unscaled = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        return new BigDecimal(unscaled, digits);
    }

    @Override
    public String raw(int row) {
        BigDecimal value = decimal(row);
        return value == null ? null : RawText.shorten(value.toPlainString());
    }
}
