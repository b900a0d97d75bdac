// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.job.parquet.page.LongConversion;
import io.deltabook.job.parquet.page.LongPages;
import io.deltabook.job.parquet.page.PageColumn;
import io.deltabook.number.DoubleParser;
import io.deltabook.number.NumberFault;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import org.apache.parquet.column.ColumnDescriptor;

/** DOUBLE numbers. */
final class DoubleColumn extends NumberColumn {
    private final LongPages pages;

    DoubleColumn(ColumnDescriptor descriptor, int capacity, int scale) {
        super(capacity, scale);
        LongConversion conversion =
                scale == NumberScales.SEVERAL
                        ? LongConversion.NONE
                        : (values, from, to) -> DoubleParser.parseBits(values, from, to, scale);
        pages = LongPages.stored(descriptor, capacity, conversion, NumberFault.ABSENT);
    }

    private double stored(int row) {
        return Double.longBitsToDouble(pages.stored(row));
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
        return DoubleParser.parse(stored(row), at);
    }

    @Override
    long wide(int row, int at, WideDecimals pool) {
        return WideParser.parse(stored(row), at, pool);
    }

    @Override
    BigDecimal decimal(int row) {
        double value = stored(row);
        return isNull(row) || !Double.isFinite(value) ? null : DoubleParser.decimal(value);
    }

    @Override
    String raw(int row) {
        return isNull(row) ? null : Double.toString(stored(row));
    }
}
