// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.EventBytes;
import io.deltabook.job.parquet.event.EventFooter;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.file.StreamOutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * The plain writer, against which the one of the job is tested and measured: every row goes through
 * parquet-java's record consumer. Row groups are cut by size alone, never by a guess of the average
 * row, because a snapshot row may be ten thousand times a delta row.
 */
public final class RowEventBatchWriter implements BatchWriter<EventBatch> {
    private static final int PAGE_BYTES = 1024 * 1024;
    private static final int FEWEST_ROWS_PER_PAGE_CHECK = 16;

    private final ParquetSettings settings;
    private final ParquetProperties properties;
    private final CodecFactory codecs;
    private final StreamOutputFile output;
    private final ParquetFileWriter file;
    private final EventFooter footer = new EventFooter(EventSchema.VERSION);
    private final EventBytes sizes = new EventBytes(EventFormat.DEFAULT);
    private final EventRows rows = new EventRows();
    private EventRowGroup rowGroup;
    private long bufferedAtMost;

    private RowEventBatchWriter(OutputStream out, ParquetSettings settings) throws IOException {
        this.settings = settings;
        properties =
                ParquetProperties.builder()
                        .withWriterVersion(WriterVersion.PARQUET_2_0)
                        .withPageSize(PAGE_BYTES)
                        .withDictionaryPageSize(PAGE_BYTES)
                        .withDictionaryEncoding(true)
                        .withDictionaryEncoding(EventSchema.EVENT_SEQ, false)
                        .withMinRowCountForPageSizeCheck(FEWEST_ROWS_PER_PAGE_CHECK)
                        .build();
        codecs = new CodecFactory(new PlainParquetConfiguration(), PAGE_BYTES);
        output = new StreamOutputFile(out);
        file =
                new ParquetFileWriter(
                        output,
                        EventSchema.MESSAGE,
                        ParquetFileWriter.Mode.CREATE,
                        settings.rowGroupBytes(),
                        0,
                        null,
                        properties);
        file.start();
    }

    /** Writes the beginning of a file; {@link BatchWriter.Factory}. */
    public static BatchWriter<EventBatch> open(OutputStream out, ParquetSettings settings)
            throws IOException {
        return new RowEventBatchWriter(out, settings);
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        footer.add(batch);
        Iterator<EventBatch.Snapshot> snapshots = batch.snapshots().iterator();
        EventBatch.Snapshot next = snapshots.hasNext() ? snapshots.next() : null;
        for (int i = 0; i < batch.size(); i++) {
            EventBatch.Snapshot snapshot = null;
            if (next != null && next.row() == i) {
                snapshot = next;
                next = snapshots.hasNext() ? snapshots.next() : null;
            }
            makeRoom(sizes.ofRow(snapshot));
            rows.write(batch, i, snapshot);
            rowGroup.countRow();
        }
    }

    /** Keeps {@code bufferedAtMost} an upper bound that stays below the row group size. */
    private void makeRoom(long rowBytes) throws IOException {
        if (rowGroup == null) {
            rowGroup = new EventRowGroup(codecs.getCompressor(settings.codecName()), properties);
            rows.to(rowGroup.consumer());
        } else if (bufferedAtMost + rowBytes > settings.rowGroupBytes()) {
            bufferedAtMost = rowGroup.bufferedBytes();
            if (bufferedAtMost + rowBytes > settings.rowGroupBytes() * 15 / 16) {
                flushRowGroup();
                makeRoom(rowBytes);
                return;
            }
        }
        bufferedAtMost += rowBytes;
    }

    @Override
    public long bytesWritten() {
        return output.position();
    }

    @Override
    public long bufferedBytes() {
        return bufferedAtMost;
    }

    @Override
    public void flushRowGroup() throws IOException {
        if (rowGroup == null) {
            return;
        }
        rowGroup.writeTo(file);
        rowGroup = null;
        bufferedAtMost = 0;
        output.flush();
    }

    @Override
    public void finish() throws IOException {
        try {
            flushRowGroup();
            file.end(footer.metadata());
            output.flush();
        } finally {
            codecs.release();
        }
    }
}
