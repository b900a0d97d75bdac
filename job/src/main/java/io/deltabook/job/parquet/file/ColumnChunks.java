// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/** Finds column chunks in a footer. */
public final class ColumnChunks {
    private ColumnChunks() {}

    /** The chunk of a column in a row group, null if the row group lacks it. */
    public static ColumnChunkMetaData of(BlockMetaData rowGroup, ColumnDescriptor column) {
        String[] path = column.getPath();
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            if (chunk.getPath().size() == path.length
                    && Arrays.equals(chunk.getPath().toArray(), path)) {
                return chunk;
            }
        }
        return null;
    }

    /** The column's path, with dots. */
    public static String name(ColumnDescriptor column) {
        return String.join(".", column.getPath());
    }
}
