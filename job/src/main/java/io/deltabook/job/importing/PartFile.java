// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.job.importing.column.WrittenColumn;
import io.deltabook.job.parquet.file.FlatFileWriter;
import io.deltabook.job.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file written under a hidden name in its folder. It gets its final name when all files
 * of the same input have been written. Used by one thread.
 */
final class PartFile {
    private static final int ROWS_AT_A_TIME = 1_000;

    private final Path target;
    private final AppendedFile output;
    private final FlatFileWriter file;
    private long rows;

    /**
     * Creates the file and its folder.
     *
     * @param target the final name
     * @param compressor compressor of pages, owned by the caller
     */
    PartFile(Path target, List<Type> columns, BytesInputCompressor compressor) throws IOException {
        this.target = target;
        Files.createDirectories(target.getParent());
        output = new AppendedFile(AtomicFile.temporary(target));
        file = new FlatFileWriter(output, new MessageType("row", columns), compressor);
        output.release();
    }

    Path target() {
        return target;
    }

    long rows() {
        return rows;
    }

    /** Writes rows 0 … {@code count − 1} of the columns, in the file's column order. */
    void writeRowGroup(List<? extends WrittenColumn> columns, int count) throws IOException {
        file.startRowGroup();
        for (int from = 0; from < count; from += ROWS_AT_A_TIME) {
            int to = Math.min(count, from + ROWS_AT_A_TIME);
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).write(file.column(i), from, to);
            }
            for (int row = from; row < to; row++) {
                file.endRow();
            }
        }
        file.endRowGroup();
        output.release();
        rows += count;
    }

    /** Completes the file and forces it to disk, still under its hidden name. */
    void finish(Map<String, String> footer) throws IOException {
        file.end(footer);
        output.force();
    }
}
