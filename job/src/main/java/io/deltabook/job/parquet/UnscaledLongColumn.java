// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.job.parquet.page.LongConversion;
import io.deltabook.job.parquet.page.LongPages;
import io.deltabook.job.parquet.page.PageColumn;
import io.deltabook.number.NumberFault;
import io.deltabook.number.UnscaledParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import org.apache.parquet.column.ColumnDescriptor;

/** DECIMAL numbers in INT32 or INT64. */
final class UnscaledLongColumn extends NumberColumn {
    private final LongPages pages;
    private final int digits;

    UnscaledLongColumn(ColumnDescriptor descriptor, int capacity, int scale) {
        super(capacity, scale);
        digits = scaleOf(descriptor);
        LongConversion conversion =
                scale == NumberScales.SEVERAL
                        ? LongConversion.NONE
                        : (values, from, to) -> parse(values, from, to, scale);
        pages = LongPages.stored(descriptor, capacity, conversion, NumberFault.ABSENT);
    }

    private void parse(long[] values, int from, int to, int scale) {
        for (int i = from; i < to; i++) {
            values[i] = UnscaledParser.parse(values[i], digits, scale);
        }
    }

    @Override
    public PageColumn pages() {
        return pages;
    }

    @Override
    long[] values() {
        return pages.values();
    }

    @Override
    boolean isNull(int row) {
        return pages.isNull(row);
    }

    @Override
    long scaled(int row, int at) {
        return UnscaledParser.parse(pages.stored(row), digits, at);
    }

    @Override
    long wide(int row, int at, WideDecimals pool) {
        return WideParser.parse(pages.stored(row), digits, at, pool);
    }

    @Override
    String raw(int row) {
        return isNull(row) ? null : BigDecimal.valueOf(pages.stored(row), digits).toPlainString();
    }
}
