// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.batch.HourBatch;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.encode.ZstdCompressor;
import io.deltabook.job.parquet.event.BatchBytes;
import io.deltabook.job.parquet.event.PageEncodings;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.file.StreamOutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * Encodes each column of a batch by itself, from its primitive array to pages. Row groups are cut
 * by an upper bound of their bytes, so neither a deep snapshot nor a change in the data can make
 * one exceed its limit. Small batches are buffered unencoded until they justify encoders, and the
 * file is started with its first row group, so that a file of a few rows takes little more memory
 * than its rows.
 *
 * @param <B> the batch
 * @param <C> the columns of a row group
 */
abstract class ColumnBatchWriter<B extends HourBatch<B>, C extends RowGroupColumns>
        implements BatchWriter<B> {
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
    private final BatchBytes<B> sizes;
    private final List<B> held = new ArrayList<>(1);
    private long heldAtMost;
    private long heldHeap;
    private CodecFactory codecs;
    private BytesInputCompressor compressor;
    private StreamOutputFile output;
    private ParquetFileWriter file;
    private int rowGroups;
    private C columns;
    private ColumnChunkPageWriteStore pages;
    private Lane lane;
    private long bufferedAtMost;

    /**
     * @param schema the columns of the file
     * @param sizes upper bounds of the batches
     */
    ColumnBatchWriter(
            OutputStream out, ParquetSettings settings, MessageType schema, BatchBytes<B> sizes) {
        this.settings = settings;
        this.out = out;
        this.schema = schema;
        this.sizes = sizes;
    }

    /** Records a batch for the footer before it is written. */
    abstract void note(B batch);

    /** The columns of a new row group. */
    abstract C columns(PageBuffers buffers);

    /** Adds the rows of a batch to the columns, after {@link #makeRoom} for each. */
    abstract void encode(B batch) throws IOException;

    /** Key-value metadata of the file. */
    abstract Map<String, String> metadata();

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

    @Override
    public final void write(B batch) throws IOException {
        note(batch);
        long atMost = sizes.atMost(batch);
        if (columns == null && heldAtMost + atMost <= mostHeld()) {
            B compact = batch.compact();
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
        for (B batch : held) {
            encode(batch);
        }
        held.clear();
        heldAtMost = 0;
        heldHeap = 0;
    }

    /** The columns that rows are added to, after {@link #makeRoom}. */
    final C columns() {
        return columns;
    }

    /**
     * How many rows can be added at once, after {@link #makeRoom} for one.
     *
     * @param rowBytes upper bound of a row
     */
    final int room(long rowBytes) {
        long fitting = (settings.rowGroupBytes() - bufferedAtMost) / rowBytes;
        return (int) Math.max(1, Math.min(fitting, columns.roomOfPage()));
    }

    /** Rows were added to the columns. */
    final void added(long bytes) {
        bufferedAtMost =
                columns.isPageEmpty()
                        ? ROW_GROUP_OVERHEAD + columns.bytes()
                        : bufferedAtMost + bytes;
    }

    /** Keeps {@code bufferedAtMost} an upper bound below the row group size. */
    final void makeRoom(Lane laneOfRows, long bytes) throws IOException {
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
                    columns(
                            new PageBuffers(
                                    hasEntropyCoder(settings.codecName()),
                                    settings.encodings() == PageEncodings.PORTABLE));
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
    public final long bytesWritten() {
        return output == null ? MAGIC_BYTES : output.position();
    }

    @Override
    public final long bufferedBytes() {
        return held.isEmpty() ? bufferedAtMost : ROW_GROUP_OVERHEAD + heldAtMost;
    }

    @Override
    public final long heapBytes() {
        return held.isEmpty() ? bufferedAtMost : HEAP_OF_FILE + heldHeap;
    }

    @Override
    public final boolean isEncoding() {
        return columns != null;
    }

    @Override
    public final long footerBytes() {
        return rowGroups * HEAP_OF_ROW_GROUP;
    }

    @Override
    public final void flushRowGroup() throws IOException {
        encodeHeld();
        if (pages != null) {
            endRowGroup();
        }
        columns = null;
        endCompression();
    }

    @Override
    public final void finish() throws IOException {
        try {
            flushRowGroup();
            if (file == null) {
                beginFile();
            }
            file.end(metadata());
            output.flush();
        } finally {
            endCompression();
            file = null;
        }
    }
}
