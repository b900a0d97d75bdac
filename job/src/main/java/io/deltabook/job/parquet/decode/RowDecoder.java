// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/** A column that is read for runs of rows, whatever a row has of it. Used by one thread. */
public interface RowDecoder {
    /** The column. */
    ColumnDescriptor descriptor();

    /**
     * Begins with the first row of a row group.
     *
     * @param chunk the column's part of it
     * @param rows rows of the row group
     */
    void begin(PageFile file, ColumnChunkMetaData chunk, long rows);

    /**
     * Reads the next rows of the row group into rows {@code from … to − 1} of the chunk.
     *
     * @throws ParquetDecodingException if the pages are damaged
     */
    void read(int from, int to) throws IOException;

    /** Passes over the next rows of the row group. */
    void skip(long rows) throws IOException;

    /** Whether only reading tells how much a row has, so that rows are read one by one. */
    boolean isListed();

    /** Whether the chunk has so much of the column that no further row should be read into it. */
    boolean isFull();
}
