// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import io.deltabook.job.parquet.decode.BytesConversion;
import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.number.NumberFault;
import org.apache.parquet.column.ColumnDescriptor;

/** Numbers that are stored as byte strings. */
abstract class BytesNumberColumn extends NumberColumn {
    private final BytesColumnDecoder pages;

    /**
     * @param atScale converts byte strings to the common scale, where there is one
     */
    BytesNumberColumn(
            ColumnDescriptor descriptor, int capacity, int scale, BytesConversion atScale) {
        super(capacity, scale);
        BytesConversion conversion =
                scale == NumberScales.SEVERAL ? (stored, from, to, values) -> {} : atScale;
        pages = BytesColumnDecoder.stored(descriptor, capacity, conversion, NumberFault.ABSENT);
    }

    final ByteSlices stored() {
        return pages.stored();
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
        return pages.stored().isNull(row);
    }
}
