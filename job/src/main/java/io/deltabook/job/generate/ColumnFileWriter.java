// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** One Parquet file of flat columns, in row groups of a fixed length. */
public final class ColumnFileWriter implements Closeable {
    private static final ParquetProperties PROPERTIES =
            ParquetProperties.builder().withDictionaryEncoding(true).build();
    private static final Map<String, String> FOOTER = Map.of("generator", "deltabook generate");
    private static final int COLUMN_INDEX_BYTES = 64;

    private final MessageType schema;
    private final ParquetFileWriter file;
    private final CodecFactory codecs;
    private final FileCodec codec;
    private final int rowGroupRows;
    private final ColumnWriter[] columns;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore store;
    private int rows;

    public ColumnFileWriter(Path path, MessageType schema, FileCodec codec, int rowGroupRows)
            throws IOException {
        this.schema = schema;
        this.codec = codec;
        this.rowGroupRows = rowGroupRows;
        this.columns = new ColumnWriter[schema.getFieldCount()];
        this.codecs =
                new CodecFactory(
                        new PlainParquetConfiguration(), PROPERTIES.getPageSizeThreshold());
        this.file =
                new ParquetFileWriter(
                        new LocalOutputFile(path),
                        schema,
                        ParquetFileWriter.Mode.CREATE,
                        ParquetWriter.DEFAULT_BLOCK_SIZE,
                        0,
                        null,
                        PROPERTIES);
        file.start();
        startRowGroup();
    }

    /** Where a column's values of the next row go; another one in each row group. */
    public ColumnWriter column(int index) {
        return columns[index];
    }

    /** Ends a row, for which every column was given a value or a null. */
    public void endRow() throws IOException {
        store.endRecord();
        if (++rows == rowGroupRows) {
            endRowGroup();
            startRowGroup();
        }
    }

    private void startRowGroup() {
        pages =
                new ColumnChunkPageWriteStore(
                        codecs.getCompressor(codec.parquetName()),
                        schema,
                        HeapByteBufferAllocator.getInstance(),
                        COLUMN_INDEX_BYTES);
        store = PROPERTIES.newColumnWriteStore(schema, pages, pages);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = store.getColumnWriter(schema.getColumns().get(i));
        }
        rows = 0;
    }

    private void endRowGroup() throws IOException {
        file.startBlock(rows);
        store.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
        store.close();
        pages.close();
    }

    @Override
    public void close() throws IOException {
        if (rows > 0) {
            endRowGroup();
        }
        file.end(FOOTER);
        file.close();
        codecs.release();
    }
}
