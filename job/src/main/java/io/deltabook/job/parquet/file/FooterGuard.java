// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import io.deltabook.job.parquet.BadFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Opens untrusted Parquet files. Checks that the footer can be decoded within heap and stack;
 * parquet-java does not.
 */
public final class FooterGuard {
    private static final int MAGIC_BYTES = 4;
    private static final int TAIL_BYTES = Integer.BYTES + MAGIC_BYTES;
    private static final int SMALLEST_FILE = MAGIC_BYTES + TAIL_BYTES;
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED_MAGIC = "PARE";

    /** Approximate heap bytes per byte of an encoded footer. */
    private static final int HEAP_OF_A_BYTE = 16;

    /** Approximate heap bytes per field or list element of a footer. */
    private static final int HEAP_OF_A_PART = 64;

    private final Path path;
    private final StoredFile file;

    private FooterGuard(Path path) {
        this.path = path;
        this.file = new StoredFile(path);
    }

    /**
     * Opens a file.
     *
     * @throws BadFileException if it is not Parquet, or its footer is damaged or too large
     */
    public static ParquetFileReader open(Path path) throws IOException {
        ParquetFileReader reader = null;
        try {
            FooterGuard guard = new FooterGuard(path);
            guard.check();
            reader = new ParquetFileReader(guard.file, StoredFile.options());
            guard.checkPlaces(reader);
            return reader;
        } catch (IOException | RuntimeException e) {
            if (reader != null) {
                reader.close();
            }
            throw ParquetFailures.of(path, "footer", e);
        }
    }

    /** Whether a file ends as a Parquet file does: it is neither being written nor cut off. */
    public static boolean isWhole(Path path) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            if (channel.size() < SMALLEST_FILE) {
                return false;
            }
            channel.position(channel.size() - MAGIC_BYTES);
            ByteBuffer tail = ByteBuffer.allocate(MAGIC_BYTES);
            while (tail.hasRemaining() && channel.read(tail) >= 0) {
                continue;
            }
            return text(tail.array()).equals(MAGIC);
        }
    }

    /** Reports in plain words what parquet-java would report in terms of magic numbers. */
    private void check() throws IOException {
        if (!StoredFile.isRemote(path) && Files.exists(path) && !Files.isRegularFile(path)) {
            throw new BadFileException(path, "must be a file, but is something else");
        }
        long length = file.getLength();
        if (length < SMALLEST_FILE) {
            throw new BadFileException(
                    path, "must be a Parquet file, but has only " + length + " bytes");
        }
        try (SeekableInputStream in = file.newStream()) {
            in.seek(length - TAIL_BYTES);
            ByteBuffer tail = ByteBuffer.wrap(read(in, TAIL_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            int footerBytes = tail.getInt();
            byte[] magic = new byte[MAGIC_BYTES];
            tail.get(magic);
            checkMagic(in, text(magic), length);
            checkLength(footerBytes, length);
            in.seek(length - TAIL_BYTES - footerBytes);
            checkStructure(read(in, footerBytes));
        }
    }

    private static byte[] read(SeekableInputStream in, int bytes) throws IOException {
        byte[] array = new byte[bytes];
        in.readFully(array);
        return array;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void checkMagic(SeekableInputStream in, String tail, long length) throws IOException {
        if (tail.equals(ENCRYPTED_MAGIC)) {
            throw new BadFileException(path, "must not be encrypted, but its footer is");
        }
        if (!tail.equals(MAGIC)) {
            in.seek(0);
            String head = text(read(in, MAGIC_BYTES));
            throw new BadFileException(
                    path,
                    head.equals(MAGIC)
                            ? "must end with a Parquet footer, but is truncated at byte " + length
                            : "must be a Parquet file, but neither starts nor ends as one");
        }
    }

    private void checkLength(int footerBytes, long length) throws BadFileException {
        if (footerBytes < 0 || footerBytes > length - SMALLEST_FILE) {
            throw new BadFileException(
                    path,
                    "footer must have 0..%s bytes, but says %s"
                            .formatted(length - SMALLEST_FILE, footerBytes));
        }
        long max = Runtime.getRuntime().maxMemory() / HEAP_OF_A_BYTE;
        if (footerBytes > max) {
            throw new BadFileException(
                    path,
                    "footer must have at most %s bytes for this heap, but has %s; use a larger heap or write fewer row groups"
                            .formatted(max, footerBytes));
        }
    }

    private static void checkStructure(byte[] footer) {
        long maxParts = Runtime.getRuntime().maxMemory() / HEAP_OF_A_PART;
        new ThriftWalk(maxParts, new SchemaDepth()).walk(footer);
    }

    /** The extent of a chunk decides how much is read at once. */
    private void checkPlaces(ParquetFileReader reader) throws IOException {
        long length = file.getLength();
        long rows = 0;
        for (int i = 0; i < reader.getRowGroups().size(); i++) {
            BlockMetaData rowGroup = reader.getRowGroups().get(i);
            rows += rowGroup.getRowCount();
            if (rowGroup.getRowCount() < 0 || rows < 0) {
                throw new BadFileException(
                        path,
                        "row group %s: the number of rows must be 0 or more and their total below 2^63, but was %s"
                                .formatted(i, rowGroup.getRowCount()));
            }
            for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
                long start = chunk.getStartingPos();
                long size = chunk.getTotalSize();
                if (start < 0 || size < 0 || start > length || size > length - start) {
                    throw new BadFileException(
                            path,
                            "row group %d: column %s must lie within the %d bytes of the file, but was %d bytes"
                                    .concat(" at %d")
                                    .formatted(
                                            i, chunk.getPath().toDotString(), length, size, start));
                }
            }
        }
    }
}
