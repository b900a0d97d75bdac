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
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes one Parquet file of delta rows in the native dialect, in row groups of a fixed length. */
final class DeltaFileWriter implements Closeable {
    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType(
                    """
                    message delta {
                      optional int64 origin_time;
                      optional int64 received_time;
                      optional int64 update_id;
                      optional int64 first_update_id;
                      optional int64 prev_update_id;
                      optional binary side (STRING);
                      optional double price;
                      optional double new_quantity;
                      optional boolean is_snapshot;
                    }
                    """);
    private static final ParquetProperties PROPERTIES =
            ParquetProperties.builder().withDictionaryEncoding(true).build();
    private static final Map<String, String> FOOTER = Map.of("generator", "deltabook generate");
    private static final int COLUMN_INDEX_BYTES = 64;

    private final ParquetFileWriter file;
    private final CodecFactory codecs;
    private final FileCodec codec;
    private final int rowGroupRows;
    private final ColumnWriter[] columns = new ColumnWriter[SCHEMA.getFieldCount()];
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore store;
    private int rows;

    DeltaFileWriter(Path path, FileCodec codec, int rowGroupRows) throws IOException {
        this.codec = codec;
        this.rowGroupRows = rowGroupRows;
        this.codecs =
                new CodecFactory(
                        new PlainParquetConfiguration(), PROPERTIES.getPageSizeThreshold());
        this.file =
                new ParquetFileWriter(
                        new LocalOutputFile(path),
                        SCHEMA,
                        ParquetFileWriter.Mode.CREATE,
                        ParquetWriter.DEFAULT_BLOCK_SIZE,
                        0,
                        null,
                        PROPERTIES);
        file.start();
        startRowGroup();
    }

    void write(DeltaRow row) throws IOException {
        number(0, row.eventTime);
        number(1, row.arrivalTime);
        number(2, row.updateId);
        number(3, row.firstId);
        number(4, row.previousId);
        text(5, row.side);
        decimal(6, row.price, row.priceIsNull);
        decimal(7, row.quantity, row.quantityIsNull);
        columns[8].write(row.snapshot, 0, 1);
        store.endRecord();
        if (++rows == rowGroupRows) {
            endRowGroup();
            startRowGroup();
        }
    }

    private void number(int column, long value) {
        if (value == DeltaMessage.NO_ID) {
            columns[column].writeNull(0, 0);
        } else {
            columns[column].write(value, 0, 1);
        }
    }

    private void text(int column, Binary value) {
        if (value == null) {
            columns[column].writeNull(0, 0);
        } else {
            columns[column].write(value, 0, 1);
        }
    }

    private void decimal(int column, double value, boolean isNull) {
        if (isNull) {
            columns[column].writeNull(0, 0);
        } else {
            columns[column].write(value, 0, 1);
        }
    }

    private void startRowGroup() {
        pages =
                new ColumnChunkPageWriteStore(
                        codecs.getCompressor(codec.parquetName()),
                        SCHEMA,
                        HeapByteBufferAllocator.getInstance(),
                        COLUMN_INDEX_BYTES);
        store = PROPERTIES.newColumnWriteStore(SCHEMA, pages, pages);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = store.getColumnWriter(SCHEMA.getColumns().get(i));
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
