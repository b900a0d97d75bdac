// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;

/** The rows of some files, one after the other, read as they are asked for. Not thread-safe. */
public final class RowCursor implements Closeable {
    private final Iterator<Path> files;
    private Path file;
    private ParquetReader<Group> reader;

    /**
     * @param files files in the order in which they are read
     */
    public RowCursor(List<Path> files) {
        this.files = files.iterator();
    }

    /**
     * The next row, null after the last.
     *
     * @throws IOException if a file cannot be read; the message names it
     */
    public DatasetRow next() throws IOException {
        while (true) {
            if (reader == null) {
                if (!files.hasNext()) {
                    return null;
                }
                file = files.next();
                reader = ParquetRows.open(file);
            }
            try {
                Group row = reader.read();
                if (row != null) {
                    return new DatasetRow(row);
                }
                close();
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                throw ParquetRows.unreadable(file, e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
