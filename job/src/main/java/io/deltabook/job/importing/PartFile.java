// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.job.importing.column.WrittenColumn;
import io.deltabook.job.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file that is written under a hidden name in its folder. It gets its own name when all
 * files of the same input have been written. Used by one thread.
 */
final class PartFile {
    private static final ParquetProperties PROPERTIES = ParquetProperties.builder().build();
    private static final int COLUMN_INDEX_BYTES = 64;
    private static final int AT_A_TIME = 1_000;

    private final Path target;
    private final MessageType schema;
    private final BytesInputCompressor compressor;
    private final AppendedFile output;
    private final ParquetFileWriter file;
    private long rows;

    /**
     * Begins the file; makes its folder.
     *
     * @param target the name it will have
     * @param compressor of pages; belongs to the caller
     */
    PartFile(Path target, List<Type> columns, BytesInputCompressor compressor) throws IOException {
        this.target = target;
        schema = new MessageType("row", columns);
        this.compressor = compressor;
        Files.createDirectories(target.getParent());
        output = new AppendedFile(AtomicFile.temporary(target));
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
        output.release();
    }

    Path target() {
        return target;
    }

    long rows() {
        return rows;
    }

    /** Writes rows 0 … {@code count − 1} of columns, in the order of the file's. */
    void writeRowGroup(List<? extends WrittenColumn> columns, int count) throws IOException {
        ColumnChunkPageWriteStore pages =
                new ColumnChunkPageWriteStore(
                        compressor,
                        schema,
                        HeapByteBufferAllocator.getInstance(),
                        COLUMN_INDEX_BYTES);
        ColumnWriteStore store = PROPERTIES.newColumnWriteStore(schema, pages, pages);
        for (int from = 0; from < count; from += AT_A_TIME) {
            int to = Math.min(count, from + AT_A_TIME);
            for (int i = 0; i < columns.size(); i++) {
                ColumnWriter column = store.getColumnWriter(schema.getColumns().get(i));
                columns.get(i).write(column, from, to);
            }
            for (int row = from; row < to; row++) {
                store.endRecord();
            }
        }
        file.startBlock(count);
        store.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
        store.close();
        pages.close();
        output.release();
        rows += count;
    }

    /** Ends the file and forces it onto the disk, still under its hidden name. */
    void finish(Map<String, String> footer) throws IOException {
        file.end(footer);
        output.force();
    }
}
