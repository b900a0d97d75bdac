// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;

/** Texts as stored; equal texts of a dictionary page are one object. */
final class TextColumn extends ChunkColumn {
    private final Binary[] texts;

    TextColumn(ColumnDescriptor descriptor, int capacity) {
        super(descriptor);
        texts = new Binary[capacity];
    }

    /** The text, null where null. */
    Binary text(int row) {
        return texts[row];
    }

    @Override
    void store(ColumnReader reader, int row) {
        texts[row] = reader.getBinary();
    }

    @Override
    void storeNull(int row) {
        texts[row] = null;
    }
}
