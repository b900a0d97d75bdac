// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/** Finds column chunks in a footer. */
public final class ColumnChunks {
    private ColumnChunks() {}

    /** The chunk of a top-level column in a row group, null if the row group lacks it. */
    public static ColumnChunkMetaData of(BlockMetaData rowGroup, ColumnDescriptor column) {
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            if (chunk.getPath().size() == 1
                    && chunk.getPath().toArray()[0].equals(column.getPath()[0])) {
                return chunk;
            }
        }
        return null;
    }
}
