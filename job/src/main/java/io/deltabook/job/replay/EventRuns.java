// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.job.parquet.event.read.EventChunk;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a lane ordered by event_seq, across its files, as runs: if event time goes back
 * across an hour boundary, the rows of two files alternate. Holds one row group each of a few
 * files. Not thread-safe.
 */
public final class EventRuns implements Closeable {
    private static final int MAX_OPEN = 8;

    private final Source files;
    private final Damage damage;
    private final List<FileRows> waiting = new ArrayList<>();
    private final List<FileRows> begun = new ArrayList<>();
    private FileRows current;
    private long limit;
    private int row;
    private int end;

    /** Files in the order of their first event. */
    @FunctionalInterface
    public interface Source {
        /** The next file, null if there is none. */
        FileRows next() throws IOException;
    }

    /** What to do about a file that cannot be read. */
    @FunctionalInterface
    public interface Damage {
        /** If it returns, reading continues after the file. */
        void found(FileRows file, IOException e) throws IOException;
    }

    public EventRuns(Source files, Damage damage) {
        this.files = files;
        this.damage = damage;
    }

    /** All rows of some files, in the order of their first event. */
    public static EventRuns of(List<FileRows> files, Damage damage) {
        List<FileRows> left = new ArrayList<>(files);
        return new EventRuns(() -> left.isEmpty() ? null : left.remove(0), damage);
    }

    /**
     * Moves to the next run: consecutive rows of a file that are in memory and that no row of
     * another file comes between; false at the end.
     *
     * @param last the last row that was taken of the run before, in the chunk
     */
    public boolean next(int last) throws IOException {
        if (current != null) {
            current.skip(last - current.row());
            advance();
        }
        row = 0;
        end = 0;
        while (current == null || current.hasEnded() || current.head() > limit) {
            if (!choose()) {
                current = null;
                return false;
            }
        }
        row = current.row();
        end = current.endOfRun(limit);
        return true;
    }

    /** The chunk that contains the run. */
    public EventChunk chunk() {
        return current.chunk();
    }

    /** First row of the run, in the chunk. */
    public int begin() {
        return row;
    }

    /** The row after the last of the run, in the chunk. */
    public int end() {
        return end;
    }

    /** The file that contains the run. */
    public FileRows file() {
        return current;
    }

    private void advance() throws IOException {
        try {
            current.advance();
        } catch (IOException e) {
            damaged(current, e);
        }
    }

    private void damaged(FileRows rows, IOException e) throws IOException {
        damage.found(rows, e);
        rows.abandon();
    }

    /** Makes the file with the smallest next event_seq the current one. */
    private boolean choose() throws IOException {
        begun.removeIf(FileRows::hasEnded);
        lookAhead();
        FileRows best = null;
        limit = Long.MAX_VALUE;
        for (FileRows rows : begun) {
            best = better(best, rows);
        }
        for (FileRows rows : waiting) {
            best = better(best, rows);
        }
        if (best == null) {
            return false;
        }
        begun.remove(best);
        waiting.remove(best);
        begun.add(best);
        if (!best.isOpen()) {
            open(best);
        }
        current = best;
        return true;
    }

    /** The first of those that wait may become the current file; the second limits it. */
    private void lookAhead() throws IOException {
        while (waiting.size() < 2) {
            FileRows next = files.next();
            if (next == null) {
                return;
            }
            waiting.add(next);
        }
    }

    private FileRows better(FileRows best, FileRows candidate) {
        boolean isBetter = best == null || candidate.head() < best.head();
        FileRows other = isBetter ? best : candidate;
        if (other != null) {
            limit = Math.min(limit, other.head());
        }
        return isBetter ? candidate : best;
    }

    private void open(FileRows rows) throws IOException {
        long open = begun.stream().filter(FileRows::isOpen).count();
        for (FileRows other : begun) {
            if (open >= MAX_OPEN && other.isOpen()) {
                other.close();
                open--;
            }
        }
        try {
            rows.open();
        } catch (IOException e) {
            damaged(rows, e);
        }
    }

    @Override
    public void close() throws IOException {
        for (FileRows rows : begun) {
            rows.close();
        }
    }
}
