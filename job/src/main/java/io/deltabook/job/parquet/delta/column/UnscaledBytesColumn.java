// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.number.NumberFault;
import io.deltabook.number.UnscaledParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnDescriptor;

/** DECIMAL numbers in FIXED_LEN_BYTE_ARRAY or BINARY of any width. */
final class UnscaledBytesColumn extends NumberColumn {
    private final BytesColumnDecoder pages;
    private final int digits;

    UnscaledBytesColumn(ColumnDescriptor descriptor, int capacity, int scale) {
        super(capacity, scale);
        digits = scaleOf(descriptor);
        pages =
                BytesColumnDecoder.stored(
                        descriptor,
                        capacity,
                        (stored, from, to, values) -> parse(stored, from, to, values, scale),
                        NumberFault.ABSENT);
    }

    private void parse(ByteSlices stored, int from, int to, long[] values, int scale) {
        for (int i = from; i < to && scale != NumberScales.SEVERAL; i++) {
            values[i] =
                    UnscaledParser.parse(
                            stored.bytes(i), stored.at(i), stored.length(i), digits, scale);
        }
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
        return pages.stored().isNull(row);
    }

    @Override
    public long scaled(int row, int at) {
        ByteSlices stored = pages.stored();
        return UnscaledParser.parse(
                stored.bytes(row), stored.at(row), stored.length(row), digits, at);
    }

    @Override
    long wide(int row, int at, WideDecimals pool) {
        return WideParser.parse(pages.stored().copy(row), digits, at, pool);
    }

    @Override
    public BigDecimal decimal(int row) {
        if (isNull(row)) {
            return null;
        }
        byte[] bytes = pages.stored().copy(row);
        BigInteger unscaled = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        return new BigDecimal(unscaled, digits);
    }

    @Override
    public String raw(int row) {
        BigDecimal value = decimal(row);
        return value == null ? null : RawText.shorten(value.toPlainString());
    }
}
