// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;

/** The buffers of one row group of events. */
final class EventRowGroup {
    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore columns;
    private final RecordConsumer consumer;
    private long rows;

    EventRowGroup(BytesInputCompressor compressor, ParquetProperties properties) {
        pages =
                new ColumnChunkPageWriteStore(
                        compressor,
                        EventSchema.MESSAGE,
                        properties.getAllocator(),
                        properties.getColumnIndexTruncateLength(),
                        properties.getPageWriteChecksumEnabled());
        columns = properties.newColumnWriteStore(EventSchema.MESSAGE, pages, pages);
        consumer = new ColumnIOFactory().getColumnIO(EventSchema.MESSAGE).getRecordWriter(columns);
    }

    RecordConsumer consumer() {
        return consumer;
    }

    void countRow() {
        rows++;
    }

    long bufferedBytes() {
        return columns.getBufferedSize();
    }

    /** Writes all columns as the file's next row group and frees the buffers. */
    void writeTo(ParquetFileWriter file) throws IOException {
        try (ColumnChunkPageWriteStore closedPages = pages;
                ColumnWriteStore closedColumns = columns) {
            consumer.flush();
            file.startBlock(rows);
            closedColumns.flush();
            closedPages.flushToFileWriter(file);
            file.endBlock();
        }
    }
}
