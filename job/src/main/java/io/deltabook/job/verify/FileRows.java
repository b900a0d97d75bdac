// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.EventFileReader;
import io.deltabook.job.parquet.event.read.NumberValues;
import java.io.Closeable;
import java.io.IOException;

/** The rows of one file in order; can be suspended to free its memory. */
final class FileRows implements Closeable {
    private final EventFile file;
    private EventFileReader reader;
    private int row;
    private long rowsTaken;
    private long head;
    private boolean ended;

    FileRows(EventFile file) {
        this.file = file;
        head = file.facts().firstSeq();
    }

    EventFile file() {
        return file;
    }

    /** The event_seq of the next row; from the footer if none has been read yet. */
    long head() {
        return head;
    }

    boolean isOpen() {
        return reader != null;
    }

    boolean hasEnded() {
        return ended;
    }

    EventChunk chunk() {
        return reader.chunk();
    }

    /** Row within the chunk. */
    int row() {
        return row;
    }

    /** Row within the file, from 0. */
    long fileRow() {
        return rowsTaken;
    }

    /** Moves to the first row, or to the one where the file was suspended. */
    void open() throws IOException {
        reader = EventFileReader.open(file.path());
        do {
            if (!reader.next()) {
                ended = true;
                close();
                return;
            }
        } while (reader.firstRow() + reader.chunk().size() <= rowsTaken);
        row = Math.toIntExact(rowsTaken - reader.firstRow());
        head = reader.chunk().seq().value(row);
    }

    /**
     * The end of the run of rows from the present one on that are in this chunk and have numbers up
     * to a limit.
     */
    int endOfRun(long limit) {
        NumberValues seq = reader.chunk().seq();
        int size = reader.chunk().size();
        int end = row + 1;
        while (end < size && seq.value(end) <= limit) {
            end++;
        }
        return end;
    }

    /** Moves on within the chunk. */
    void skip(int rows) {
        rowsTaken += rows;
        row += rows;
    }

    /** Moves to the next row. */
    void advance() throws IOException {
        skip(1);
        if (row == reader.chunk().size()) {
            row = 0;
            if (!reader.next()) {
                ended = true;
                close();
                return;
            }
        }
        head = reader.chunk().seq().value(row);
    }

    /** Reads no more rows of this file. */
    void abandon() throws IOException {
        ended = true;
        close();
    }

    /** Frees the memory; the remaining rows can be read by opening it again. */
    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
