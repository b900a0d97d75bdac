// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.file.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;

/** Reads small files row by row, through parquet-java's own record assembly. */
public final class ParquetRows {
    private ParquetRows() {}

    /**
     * Passes on every row of a file.
     *
     * @throws IOException if it is not a complete Parquet file; the message names it
     */
    public static void forEach(Path file, Consumer<DatasetRow> rows) throws IOException {
        try (ParquetReader<Group> reader = open(file)) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.accept(new DatasetRow(row));
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw unreadable(file, e);
        }
    }

    /** Opens a file after a look at its footer, and verifies page checksums. */
    static ParquetReader<Group> open(Path file) throws IOException {
        EventFileFacts.footer(file);
        return new Builder(new StoredFile(file)).usePageChecksumVerification().build();
    }

    static IOException unreadable(Path file, Throwable cause) {
        return new IOException(
                "[%s] cannot be read: %s".formatted(file, cause.getMessage()), cause);
    }

    /**
     * One row of a file.
     *
     * @param index 0-based row
     * @throws IOException if it cannot be read; the message names the file
     */
    public static Group row(Path file, long index) throws IOException {
        try (ParquetReader<Group> reader = new Builder(new StoredFile(file)).build()) {
            Group row = reader.read();
            for (long i = 0; i < index && row != null; i++) {
                row = reader.read();
            }
            if (row != null) {
                return row;
            }
        } catch (RuntimeException e) {
            throw new IOException("[%s] cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        throw new IOException("[%s] must have a row %d, but does not".formatted(file, index));
    }

    /** The lane named in a file's footer; its parts are empty if there is none. */
    public static LaneId lane(Path file) throws IOException {
        Map<String, String> metadata = metadata(file);
        return new LaneId(
                metadata.getOrDefault(FileMetadata.EXCHANGE, ""),
                metadata.getOrDefault(FileMetadata.SYMBOL, ""));
    }

    /** Key-value metadata of a file's footer. */
    public static Map<String, String> metadata(Path file) throws IOException {
        return EventFileFacts.footer(file).getFileMetaData().getKeyValueMetaData();
    }

    private static final class Builder extends ParquetReader.Builder<Group> {
        private Builder(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
