// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;

/** Flags; null is false. */
final class FlagColumn extends ChunkColumn {
    private final boolean[] flags;

    FlagColumn(ColumnDescriptor descriptor, int capacity) {
        super(descriptor);
        flags = new boolean[capacity];
    }

    boolean isSet(int row) {
        return flags[row];
    }

    @Override
    void store(ColumnReader reader, int row) {
        flags[row] = reader.getBoolean();
    }

    @Override
    void storeNull(int row) {
        flags[row] = false;
    }
}
