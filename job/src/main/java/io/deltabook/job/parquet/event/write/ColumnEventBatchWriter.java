// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.encode.ZstdCompressor;
import io.deltabook.job.parquet.event.EventBytes;
import io.deltabook.job.parquet.event.EventFooter;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.file.StreamOutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/**
 * The writer of the job: encodes each column of a batch by itself, from its primitive array to
 * pages. Row groups are cut by an upper bound of their bytes, so neither a deep snapshot nor a
 * change in the data can make one exceed its limit. Small batches are buffered unencoded until they
 * justify encoders, and the file is started with its first row group, so that a file of a few rows
 * takes little more memory than its rows.
 */
public final class ColumnEventBatchWriter implements EventBatchWriter {
    /** Page headers, level headers and dictionary headers of a row group's last pages. */
    private static final long ROW_GROUP_OVERHEAD = 8 * 1024;

    private static final int CODEC_BUFFER_BYTES = 1024 * 1024;

    /** Maximum file bytes of buffered batches; encoders take about as much. */
    private static final long MOST_HELD = 512 * 1024;

    /** The magic bytes at the start of a file. */
    private static final int MAGIC_BYTES = 4;

    /** Approximate memory of a file not yet started: this writer, its part and its bucket. */
    private static final long HEAP_OF_FILE = 2 * 1024;

    /** Approximate footer memory per row group with all its columns. */
    private static final long HEAP_OF_ROW_GROUP = 16 * 1024;

    private final ParquetSettings settings;
    private final OutputStream out;
    private final MessageType schema;
    private final EventFooter footer;
    private final List<EventBatch> held = new ArrayList<>(1);
    private long heldAtMost;
    private long heldHeap;
    private CodecFactory codecs;
    private BytesInputCompressor compressor;
    private StreamOutputFile output;
    private ParquetFileWriter file;
    private int rowGroups;
    private EventColumns columns;
    private ColumnChunkPageWriteStore pages;
    private Lane lane;
    private long bufferedAtMost;

    private ColumnEventBatchWriter(OutputStream out, ParquetSettings settings) {
        this.settings = settings;
        this.out = out;
        schema = EventSchema.message(settings.schemaVersion());
        footer = new EventFooter(settings.schemaVersion());
    }

    private void beginFile() throws IOException {
        output = new StreamOutputFile(out);
        file =
                new ParquetFileWriter(
                        output,
                        schema,
                        ParquetFileWriter.Mode.CREATE,
                        settings.rowGroupBytes(),
                        0,
                        null,
                        ParquetProperties.builder().build());
        file.start();
    }

    /** See {@link EventBatchWriter.Factory}. */
    public static EventBatchWriter open(OutputStream out, ParquetSettings settings) {
        return new ColumnEventBatchWriter(out, settings);
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        footer.add(batch);
        long atMost = EventBytes.atMost(batch);
        if (columns == null && heldAtMost + atMost <= mostHeld()) {
            EventBatch compact = batch.compact();
            held.add(compact);
            heldAtMost += atMost;
            heldHeap += compact.heapBytes();
        } else {
            encodeHeld();
            encode(batch);
        }
    }

    private long mostHeld() {
        return Math.min(MOST_HELD, settings.rowGroupBytes() / 4);
    }

    private void encodeHeld() throws IOException {
        for (EventBatch batch : held) {
            encode(batch);
        }
        held.clear();
        heldAtMost = 0;
        heldHeap = 0;
    }

    private void encode(EventBatch batch) throws IOException {
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

    /** Writes rows that are not snapshots. */
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

    /** Keeps {@code bufferedAtMost} an upper bound below the row group size. */
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

    private void beginRowGroup(Lane laneOfRows) throws IOException {
        if (file == null) {
            beginFile();
        }
        if (compressor == null) {
            beginCompression();
        }
        if (columns == null) {
            columns =
                    new EventColumns(
                            settings.schemaVersion(),
                            new PageBuffers(hasEntropyCoder(settings.codecName())));
        }
        pages =
                new ColumnChunkPageWriteStore(
                        compressor,
                        schema,
                        HeapByteBufferAllocator.getInstance(),
                        ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
                        true);
        lane = laneOfRows;
        columns.beginRowGroup(pages, laneOfRows);
        bufferedAtMost = ROW_GROUP_OVERHEAD;
    }

    private void beginCompression() {
        CompressionCodecName codec = settings.codecName();
        if (codec == CompressionCodecName.ZSTD) {
            compressor = new ZstdCompressor();
        } else {
            codecs = new CodecFactory(new PlainParquetConfiguration(), CODEC_BUFFER_BYTES);
            compressor = codecs.getCompressor(codec);
        }
    }

    private void endCompression() {
        if (compressor != null) {
            compressor.release();
            compressor = null;
        }
        if (codecs != null) {
            codecs.release();
            codecs = null;
        }
    }

    private void endRowGroup() throws IOException {
        try (ColumnChunkPageWriteStore closed = pages) {
            columns.endRowGroup();
            file.startBlock(columns.rows());
            closed.flushToFileWriter(file);
            file.endBlock();
        }
        rowGroups++;
        pages = null;
        bufferedAtMost = 0;
        output.flush();
    }

    @Override
    public long bytesWritten() {
        return output == null ? MAGIC_BYTES : output.position();
    }

    @Override
    public long bufferedBytes() {
        return held.isEmpty() ? bufferedAtMost : ROW_GROUP_OVERHEAD + heldAtMost;
    }

    @Override
    public long heapBytes() {
        return held.isEmpty() ? bufferedAtMost : HEAP_OF_FILE + heldHeap;
    }

    @Override
    public boolean isEncoding() {
        return columns != null;
    }

    @Override
    public long footerBytes() {
        return rowGroups * HEAP_OF_ROW_GROUP;
    }

    @Override
    public void flushRowGroup() throws IOException {
        encodeHeld();
        if (pages != null) {
            endRowGroup();
        }
        columns = null;
        endCompression();
    }

    @Override
    public void finish() throws IOException {
        try {
            flushRowGroup();
            if (file == null) {
                beginFile();
            }
            file.end(footer.metadata());
            output.flush();
        } finally {
            endCompression();
            file = null;
        }
    }
}
