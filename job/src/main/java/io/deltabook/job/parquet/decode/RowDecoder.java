// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * A column that is decoded in batches of rows, whether a row has one value or a list. Used by one
 * thread.
 */
public interface RowDecoder {
    /** The column. */
    ColumnDescriptor descriptor();

    /**
     * Starts at the first row of a row group.
     *
     * @param chunk its column chunk
     * @param rows rows of the row group
     */
    void begin(PageFile file, ColumnChunkMetaData chunk, long rows);

    /**
     * Reads the next rows of the row group into rows {@code from … to − 1} of the chunk.
     *
     * @throws ParquetDecodingException if the pages are damaged
     */
    void read(int from, int to) throws IOException;

    /** Skips the next rows of the row group. */
    void skip(long rows) throws IOException;

    /**
     * Whether the size of a row is known only after reading it, so that rows are read one by one.
     */
    boolean isListed();

    /** Whether the chunk is full and no more rows should be read into it. */
    boolean isFull();
}
