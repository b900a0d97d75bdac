// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;

/**
 * The values of one column for the rows of a chunk, filled a run of rows at a time. A subclass
 * holds them in the form that its field needs; values stay until the next chunk overwrites them.
 */
abstract class ChunkColumn {
    private final ColumnDescriptor descriptor;
    private final int definedLevel;

    ChunkColumn(ColumnDescriptor descriptor) {
        this.descriptor = descriptor;
        this.definedLevel = descriptor.getMaxDefinitionLevel();
    }

    final ColumnDescriptor descriptor() {
        return descriptor;
    }

    /** Puts the reader's next values into rows {@code from … to − 1}. */
    final void read(ColumnReader reader, int from, int to) {
        int level = definedLevel;
        for (int row = from; row < to; row++) {
            if (reader.getCurrentDefinitionLevel() == level) {
                store(reader, row);
            } else {
                storeNull(row);
            }
            reader.consume();
        }
    }

    final void skip(ColumnReader reader, long rows) {
        for (long row = 0; row < rows; row++) {
            if (reader.getCurrentDefinitionLevel() == definedLevel) {
                reader.skip();
            }
            reader.consume();
        }
    }

    abstract void store(ColumnReader reader, int row);

    abstract void storeNull(int row);
}
