// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.number.TextParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import org.apache.parquet.column.ColumnDescriptor;

/** Numbers written as decimal strings. */
final class DecimalTextColumn extends BytesNumberColumn {
    DecimalTextColumn(ColumnDescriptor descriptor, int capacity, int scale) {
        super(
                descriptor,
                capacity,
                scale,
                (stored, from, to, values) -> {
                    for (int i = from; i < to; i++) {
                        values[i] = parse(stored, i, scale);
                    }
                });
    }

    private static long parse(ByteSlices stored, int row, int scale) {
        return TextParser.parse(stored.bytes(row), stored.at(row), stored.length(row), scale);
    }

    @Override
    public long scaled(int row, int at) {
        return parse(stored(), row, at);
    }

    @Override
    long wide(int row, int at, WideDecimals pool) {
        return WideParser.parse(stored().copy(row), at, pool);
    }

    @Override
    public BigDecimal decimal(int row) {
        return isNull(row) ? null : WideParser.decimal(stored().copy(row));
    }

    @Override
    public String raw(int row) {
        return RawText.of(stored(), row);
    }
}
