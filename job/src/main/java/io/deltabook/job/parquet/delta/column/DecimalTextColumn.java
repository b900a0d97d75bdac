// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.number.NumberFault;
import io.deltabook.number.TextParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import org.apache.parquet.column.ColumnDescriptor;

/** Numbers written as decimal strings. */
final class DecimalTextColumn extends NumberColumn {
    private final BytesColumnDecoder pages;

    DecimalTextColumn(ColumnDescriptor descriptor, int capacity, int scale) {
        super(capacity, scale);
        pages =
                BytesColumnDecoder.stored(
                        descriptor,
                        capacity,
                        (stored, from, to, values) -> parse(stored, from, to, values, scale),
                        NumberFault.ABSENT);
    }

    private static void parse(ByteSlices stored, int from, int to, long[] values, int scale) {
        for (int i = from; i < to && scale != NumberScales.SEVERAL; i++) {
            values[i] = TextParser.parse(stored.bytes(i), stored.at(i), stored.length(i), scale);
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
        return TextParser.parse(stored.bytes(row), stored.at(row), stored.length(row), at);
    }

    @Override
    long wide(int row, int at, WideDecimals pool) {
        return WideParser.parse(pages.stored().copy(row), at, pool);
    }

    @Override
    public BigDecimal decimal(int row) {
        return isNull(row) ? null : WideParser.decimal(pages.stored().copy(row));
    }

    @Override
    public String raw(int row) {
        return RawText.of(pages.stored(), row);
    }
}
