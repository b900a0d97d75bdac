// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.join;

import io.deltabook.job.parquet.file.ParquetFailures;
import io.deltabook.job.parquet.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;

/**
 * Rereads a joined file and compares it with its parts: the same row groups in the same order, each
 * with the same bytes, statistics and page indexes for every column. Its rows are then those of the
 * parts.
 */
public final class JoinedFileCheck {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path joined;
    private final ByteBuffer expected = ByteBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer found = ByteBuffer.allocate(BUFFER_BYTES);

    private JoinedFileCheck(Path joined) {
        this.joined = joined;
    }

    /**
     * Compares the files.
     *
     * @throws IOException if anything differs, or a file cannot be read
     */
    public static void require(Path joined, List<Path> parts) throws IOException {
        new JoinedFileCheck(joined).compare(parts);
    }

    private void compare(List<Path> parts) throws IOException {
        int next = 0;
        try (Opened whole = new Opened(joined)) {
            List<BlockMetaData> blocks = whole.reader.getRowGroups();
            for (Path part : parts) {
                try (Opened opened = new Opened(part)) {
                    for (BlockMetaData block : opened.reader.getRowGroups()) {
                        requireSame("row groups", true, next < blocks.size(), next);
                        rowGroup(opened, block, whole, blocks.get(next), next);
                        next++;
                    }
                }
            }
            requireSame("row groups", next, blocks.size(), next);
        }
    }

    private void rowGroup(
            Opened part, BlockMetaData from, Opened whole, BlockMetaData to, int rowGroup)
            throws IOException {
        requireSame("rows", from.getRowCount(), to.getRowCount(), rowGroup);
        requireSame("bytes", from.getTotalByteSize(), to.getTotalByteSize(), rowGroup);
        requireSame("columns", from.getColumns().size(), to.getColumns().size(), rowGroup);
        for (int column = 0; column < from.getColumns().size(); column++) {
            chunk(
                    part,
                    from.getColumns().get(column),
                    whole,
                    to.getColumns().get(column),
                    rowGroup);
        }
    }

    private void chunk(
            Opened part,
            ColumnChunkMetaData from,
            Opened whole,
            ColumnChunkMetaData to,
            int rowGroup)
            throws IOException {
        String column = from.getPath().toDotString() + ' ';
        requireSame("column", from.getPath(), to.getPath(), rowGroup);
        requireSame(column + "type", from.getPrimitiveType(), to.getPrimitiveType(), rowGroup);
        requireSame(column + "codec", from.getCodec(), to.getCodec(), rowGroup);
        requireSame(column + "encodings", from.getEncodings(), to.getEncodings(), rowGroup);
        requireSame(column + "values", from.getValueCount(), to.getValueCount(), rowGroup);
        requireSame(column + "statistics", from.getStatistics(), to.getStatistics(), rowGroup);
        requireSame(
                column + "bytes before compression",
                from.getTotalUncompressedSize(),
                to.getTotalUncompressedSize(),
                rowGroup);
        requireSame(
                column + "first data page",
                from.getFirstDataPageOffset() - from.getStartingPos(),
                to.getFirstDataPageOffset() - to.getStartingPos(),
                rowGroup);
        requireSame(
                column + "page statistics",
                Objects.toString(part.reader.readColumnIndex(from)),
                Objects.toString(whole.reader.readColumnIndex(to)),
                rowGroup);
        pages(part.reader.readOffsetIndex(from), from, whole.reader.readOffsetIndex(to), to);
        requireSame(column + "bytes", from.getTotalSize(), to.getTotalSize(), rowGroup);
        bytes(part, from, whole, to, rowGroup);
    }

    private void pages(
            OffsetIndex from, ColumnChunkMetaData fromChunk, OffsetIndex to, ColumnChunkMetaData at)
            throws IOException {
        int pages = from == null ? 0 : from.getPageCount();
        requireSame("pages", pages, to == null ? 0 : to.getPageCount(), at.getRowGroupOrdinal());
        for (int page = 0; page < pages; page++) {
            requireSame(
                    "page " + page,
                    from.getOffset(page) - fromChunk.getStartingPos(),
                    to.getOffset(page) - at.getStartingPos(),
                    at.getRowGroupOrdinal());
        }
    }

    private void bytes(
            Opened part,
            ColumnChunkMetaData from,
            Opened whole,
            ColumnChunkMetaData to,
            int rowGroup)
            throws IOException {
        long done = 0;
        while (done < from.getTotalSize()) {
            int length = (int) Math.min(BUFFER_BYTES, from.getTotalSize() - done);
            part.read(from.getStartingPos() + done, length, expected);
            whole.read(to.getStartingPos() + done, length, found);
            int mismatch = expected.mismatch(found);
            requireSame(from.getPath() + " byte", -1, mismatch, rowGroup);
            done += length;
        }
    }

    private void requireSame(String what, Object part, Object whole, int rowGroup)
            throws IOException {
        if (!Objects.equals(part, whole)) {
            throw new IOException(
                    "[%s] row group %d: %s must be as in the parts, %s, but was %s"
                            .formatted(joined, rowGroup, what, part, whole));
        }
    }

    private static final class Opened implements Closeable {
        private final ParquetFileReader reader;
        private final FileChannel bytes;

        private Opened(Path file) throws IOException {
            ParquetReadOptions options =
                    ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
            bytes = FileChannel.open(file);
            try {
                reader = new ParquetFileReader(new StoredFile(file), options);
            } catch (IOException | RuntimeException e) {
                bytes.close();
                throw ParquetFailures.of(file, "footer", e);
            }
        }

        private void read(long position, int length, ByteBuffer into) throws IOException {
            into.clear().limit(length);
            long at = position;
            while (into.hasRemaining()) {
                int read = bytes.read(into, at);
                if (read < 0) {
                    throw new IOException("the file must go on at byte " + at + ", but ends");
                }
                at += read;
            }
            into.flip();
        }

        @Override
        public void close() throws IOException {
            try (bytes) {
                reader.close();
            }
        }
    }
}
