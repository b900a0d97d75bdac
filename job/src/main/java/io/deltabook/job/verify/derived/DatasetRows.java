// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.job.parquet.event.read.ChunkReader;
import io.deltabook.job.parquet.event.read.RowChunk;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** The rows of a lane's files in a dataset, one file after the other. Holds one chunk. */
public final class DatasetRows implements Closeable {
    private final Iterator<DatasetFile> files;
    private final ChunkReader.Columns columns;
    private final Listener listener;
    private DatasetFile file;
    private ChunkReader reader;
    private int row = -1;

    /** Receives every chunk before its rows. */
    @FunctionalInterface
    public interface Listener {
        void chunk(DatasetFile file, RowChunk chunk);
    }

    /**
     * @param files in the order in which they are read
     * @param columns the columns of each
     */
    public DatasetRows(List<DatasetFile> files, ChunkReader.Columns columns, Listener listener) {
        this.files = files.iterator();
        this.columns = columns;
        this.listener = listener;
    }

    /**
     * Moves to the next row; false at the end.
     *
     * @throws IOException if it cannot be read; the message names the file
     */
    public boolean next() throws IOException {
        row++;
        while (reader == null || row >= reader.chunk().size()) {
            if (!nextChunk()) {
                return false;
            }
        }
        return true;
    }

    /** Passes all further rows to the listener only. */
    public void drain() throws IOException {
        while (nextChunk()) {
            row = reader.chunk().size();
        }
    }

    private boolean nextChunk() throws IOException {
        while (reader == null || !reader.next()) {
            close();
            if (!files.hasNext()) {
                return false;
            }
            file = files.next();
            reader = ChunkReader.open(file.path(), columns);
        }
        row = 0;
        listener.chunk(file, reader.chunk());
        return true;
    }

    /** The chunk that holds the row; another one for each file. */
    public RowChunk chunk() {
        return reader.chunk();
    }

    /** The row within its chunk. */
    public int row() {
        return row;
    }

    /** The file that holds the row. */
    public DatasetFile file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
