// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.decode.LongConversion;
import io.deltabook.number.NumberFault;
import org.apache.parquet.column.ColumnDescriptor;

/** Numbers that are stored as integers or as the bits of floating-point numbers. */
abstract class LongNumberColumn extends NumberColumn {
    private final LongColumnDecoder pages;

    /**
     * @param atScale replaces stored bits with the numbers at the scale
     */
    LongNumberColumn(ColumnDescriptor descriptor, int capacity, int scale, LongConversion atScale) {
        super(capacity, scale);
        LongConversion conversion = scale == NumberScales.SEVERAL ? LongConversion.NONE : atScale;
        pages = LongColumnDecoder.stored(descriptor, capacity, conversion, NumberFault.ABSENT);
    }

    /** A value, or its bits, as stored. */
    final long stored(int row) {
        return pages.stored(row);
    }

    @Override
    public final ColumnDecoder pages() {
        return pages;
    }

    @Override
    final long[] values() {
        return pages.values();
    }

    @Override
    public final boolean isNull(int row) {
        return pages.isNull(row);
    }
}
