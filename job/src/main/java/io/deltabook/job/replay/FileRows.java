// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.job.parquet.event.RowGroupFacts;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.EventFileReader;
import io.deltabook.job.parquet.event.read.NumberValues;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The rows of one file in order; can be suspended to free its memory. */
public final class FileRows implements Closeable {
    private final Path path;
    private final Predicate<String> columns;
    private EventFileReader reader;
    private int row;
    private long rowsTaken;
    private long head;
    private boolean ended;

    private FileRows(Path path, Predicate<String> columns, long head) {
        this.path = path;
        this.columns = columns;
        this.head = head;
    }

    /**
     * All rows and columns of a file.
     *
     * @param firstSeq number of its first event
     */
    public static FileRows all(Path path, long firstSeq) {
        return new FileRows(path, column -> true, firstSeq);
    }

    /**
     * The rows of a file from an event on.
     *
     * @param columns tells by name which columns are read
     * @param seq number of the first event that is wanted; rows before it may be given too
     */
    static FileRows from(IndexedFile file, Predicate<String> columns, long seq) {
        FileRows rows = new FileRows(file.path(), columns, file.facts().firstSeq());
        List<RowGroupFacts> groups = file.rowGroups();
        int group = 0;
        while (group < groups.size() - 1 && groups.get(group).lastSeq() < seq) {
            rows.rowsTaken += groups.get(group).rows();
            group++;
        }
        RowGroupFacts facts = groups.get(group);
        rows.head = facts.firstSeq();
        if (facts.isDense() && facts.firstSeq() < seq && seq <= facts.lastSeq()) {
            rows.rowsTaken += seq - facts.firstSeq();
            rows.head = seq;
        }
        return rows;
    }

    /** The file. */
    public Path path() {
        return path;
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
    public long fileRow() {
        return rowsTaken;
    }

    /** Moves to the first row, or to the one where the file was suspended. */
    void open() throws IOException {
        reader = EventFileReader.open(path, columns);
        reader.seekRow(rowsTaken);
        if (!reader.next()) {
            ended = true;
            close();
            return;
        }
        row = 0;
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
