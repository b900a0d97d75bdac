// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.Lane;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The writer of the job: encodes each column of a batch by itself, from its primitive array to
 * pages. Row groups are cut by an upper bound of their bytes, so neither a deep snapshot nor a
 * change of the data makes one outgrow its size.
 */
public final class ColumnEventBatchWriter implements EventBatchWriter {
    /** Page headers, level headers and dictionary headers of a row group's last pages. */
    private static final long ROW_GROUP_OVERHEAD = 8 * 1024;

    private static final int CODEC_BUFFER_BYTES = 1024 * 1024;

    private final ParquetSettings settings;
    private final CodecFactory codecs =
            new CodecFactory(new PlainParquetConfiguration(), CODEC_BUFFER_BYTES);
    private final BytesInputCompressor compressor;
    private final StreamOutputFile output;
    private final ParquetFileWriter file;
    private final EventFooter footer = new EventFooter();
    private EventColumns columns;
    private ColumnChunkPageWriteStore pages;
    private Lane lane;
    private long bufferedAtMost;

    private ColumnEventBatchWriter(OutputStream out, ParquetSettings settings) throws IOException {
        this.settings = settings;
        CompressionCodecName codec = settings.codecName();
        compressor =
                codec == CompressionCodecName.ZSTD
                        ? new ZstdCompressor()
                        : codecs.getCompressor(codec);
        output = new StreamOutputFile(out);
        file =
                new ParquetFileWriter(
                        output,
                        EventSchema.MESSAGE,
                        ParquetFileWriter.Mode.CREATE,
                        settings.rowGroupBytes(),
                        0,
                        null,
                        ParquetProperties.builder().build());
        file.start();
    }

    /** Writes the beginning of a file; {@link EventBatchWriter.Factory}. */
    public static EventBatchWriter open(OutputStream out, ParquetSettings settings)
            throws IOException {
        return new ColumnEventBatchWriter(out, settings);
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        footer.add(batch);
        int row = 0;
        for (EventBatch.Snapshot snapshot : batch.snapshots()) {
            writeRows(batch, row, snapshot.row());
            long bytes = EventBytes.ofRow(snapshot);
            makeRoom(batch.lane(), bytes);
            columns.add(batch, snapshot);
            added(bytes);
            row = snapshot.row() + 1;
        }
        writeRows(batch, row, batch.size());
    }

    /** Writes rows that are no snapshots. */
    private void writeRows(EventBatch batch, int from, int to) throws IOException {
        long rowBytes = EventBytes.ofRow(null);
        int row = from;
        while (row < to) {
            makeRoom(batch.lane(), rowBytes);
            long fitting = (settings.rowGroupBytes() - bufferedAtMost) / rowBytes;
            int most = (int) Math.max(1, Math.min(fitting, columns.roomOfPage()));
            int end = Math.min(to, row + most);
            columns.add(batch, row, end);
            added(rowBytes * (end - row));
            row = end;
        }
    }

    private void added(long bytes) {
        bufferedAtMost =
                columns.isPageEmpty()
                        ? ROW_GROUP_OVERHEAD + columns.bytes()
                        : bufferedAtMost + bytes;
    }

    /** Keeps {@code bufferedAtMost} an upper bound that stays below the row group size. */
    private void makeRoom(Lane laneOfRows, long bytes) throws IOException {
        if (pages != null && (columns.isUsedUp() || !laneOfRows.equals(lane))) {
            endRowGroup();
        }
        if (pages != null && bufferedAtMost + bytes > settings.rowGroupBytes()) {
            columns.endPages();
            bufferedAtMost = ROW_GROUP_OVERHEAD + columns.bytes();
            if (bufferedAtMost + bytes > settings.rowGroupBytes() * 15 / 16) {
                endRowGroup();
            }
        }
        if (pages == null) {
            beginRowGroup(laneOfRows);
        }
    }

    private static boolean hasEntropyCoder(CompressionCodecName codec) {
        return codec == CompressionCodecName.ZSTD || codec == CompressionCodecName.GZIP;
    }

    private void beginRowGroup(Lane laneOfRows) {
        if (columns == null) {
            columns = new EventColumns(new PageBuffers(hasEntropyCoder(settings.codecName())));
        }
        pages =
                new ColumnChunkPageWriteStore(
                        compressor,
                        EventSchema.MESSAGE,
                        HeapByteBufferAllocator.getInstance(),
                        ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
                        true);
        lane = laneOfRows;
        columns.beginRowGroup(pages, laneOfRows);
        bufferedAtMost = ROW_GROUP_OVERHEAD;
    }

    private void endRowGroup() throws IOException {
        try (ColumnChunkPageWriteStore closed = pages) {
            columns.endRowGroup();
            file.startBlock(columns.rows());
            closed.flushToFileWriter(file);
            file.endBlock();
        }
        pages = null;
        bufferedAtMost = 0;
        output.flush();
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
        if (pages != null) {
            endRowGroup();
        }
        columns = null;
    }

    @Override
    public void finish() throws IOException {
        try {
            flushRowGroup();
            file.end(footer.metadata());
        } finally {
            compressor.release();
            codecs.release();
        }
    }
}
