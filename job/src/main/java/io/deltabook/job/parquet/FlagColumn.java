// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.job.parquet.page.LongConversion;
import io.deltabook.job.parquet.page.LongPages;
import io.deltabook.job.parquet.page.PageColumn;
import org.apache.parquet.column.ColumnDescriptor;

/** Flags; null is false. */
final class FlagColumn implements ChunkColumn {
    private final LongPages pages;

    FlagColumn(ColumnDescriptor descriptor, int capacity) {
        pages = LongPages.converted(descriptor, capacity, LongConversion.NONE, 0);
    }

    boolean isSet(int row) {
        return pages.values()[row] != 0;
    }

    /** 1 where the flag is set, else 0. */
    long[] flags() {
        return pages.values();
    }

    @Override
    public PageColumn pages() {
        return pages;
    }
}
