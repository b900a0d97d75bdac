// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.page.LongConversion;
import io.deltabook.job.parquet.page.LongPages;
import io.deltabook.job.parquet.page.PageColumn;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Ids; null, or an unsigned one beyond a signed 64-bit integer, is {@link Missing#ID}. */
final class IdColumn implements ChunkColumn {
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private final LongPages pages;

    IdColumn(ColumnDescriptor descriptor, int capacity) {
        pages = LongPages.converted(descriptor, capacity, conversion(descriptor), Missing.ID);
    }

    private static LongConversion conversion(ColumnDescriptor descriptor) {
        if (!isUnsigned(descriptor)) {
            return LongConversion.NONE;
        }
        boolean isInt32 =
                descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32;
        return isInt32 ? IdColumn::unsignedInts : IdColumn::unsignedLongs;
    }

    static boolean isUnsigned(ColumnDescriptor descriptor) {
        return descriptor.getPrimitiveType().getLogicalTypeAnnotation()
                        instanceof IntLogicalTypeAnnotation integer
                && !integer.isSigned();
    }

    static void unsignedInts(long[] ids, int from, int to) {
        for (int i = from; i < to; i++) {
            ids[i] &= UNSIGNED_INT;
        }
    }

    private static void unsignedLongs(long[] ids, int from, int to) {
        for (int i = from; i < to; i++) {
            ids[i] = ids[i] < 0 ? Missing.ID : ids[i];
        }
    }

    long id(int row) {
        return pages.values()[row];
    }

    long[] ids() {
        return pages.values();
    }

    @Override
    public PageColumn pages() {
        return pages;
    }
}
