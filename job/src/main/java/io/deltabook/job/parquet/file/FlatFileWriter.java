// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import java.io.IOException;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Writes a Parquet file of flat columns through parquet-java, with dictionaries, one row group
 * after the other. Used by one thread.
 */
public final class FlatFileWriter {
    private static final ParquetProperties PROPERTIES = ParquetProperties.builder().build();
    private static final int COLUMN_INDEX_BYTES = 64;

    private final MessageType schema;
    private final BytesInputCompressor compressor;
    private final ParquetFileWriter file;
    private final ColumnWriter[] columns;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore store;
    private int rows;

    /**
     * Begins the file.
     *
     * @param compressor of pages; belongs to the caller
     */
    public FlatFileWriter(OutputFile output, MessageType schema, BytesInputCompressor compressor)
            throws IOException {
        this.schema = schema;
        this.compressor = compressor;
        columns = new ColumnWriter[schema.getFieldCount()];
        file =
                new ParquetFileWriter(
                        output,
                        schema,
                        ParquetFileWriter.Mode.CREATE,
                        ParquetWriter.DEFAULT_BLOCK_SIZE,
                        0,
                        null,
                        PROPERTIES);
        file.start();
    }

    /** Bytes of a page before a column writer ends it. */
    public static int pageBytes() {
        return PROPERTIES.getPageSizeThreshold();
    }

    /** Begins a row group; every column then takes its values, from its own {@link #column}. */
    public void startRowGroup() {
        pages =
                new ColumnChunkPageWriteStore(
                        compressor,
                        schema,
                        HeapByteBufferAllocator.getInstance(),
                        COLUMN_INDEX_BYTES);
        store = PROPERTIES.newColumnWriteStore(schema, pages, pages);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = store.getColumnWriter(schema.getColumns().get(i));
        }
        rows = 0;
    }

    /** Where a column's values of the row group go; another one in each row group. */
    public ColumnWriter column(int index) {
        return columns[index];
    }

    /** Ends a row, for which every column was given a value or a null. */
    public void endRow() {
        store.endRecord();
        rows++;
    }

    /** Rows of the row group so far. */
    public int rows() {
        return rows;
    }

    /** Writes the row group. */
    public void endRowGroup() throws IOException {
        file.startBlock(rows);
        store.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
        store.close();
        pages.close();
    }

    /** Writes the footer and closes the file. */
    public void end(Map<String, String> metadata) throws IOException {
        file.end(metadata);
    }
}
