// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.verify.derived.CheckedEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a lane ordered by event_seq, across all its files: if event time goes back across an
 * hour boundary, the rows of two files alternate. An unreadable part becomes a finding, and reading
 * continues after it. Holds one row group each of a few files. Not thread-safe.
 */
public final class LaneRows implements CheckedEvent, Closeable {
    private static final int MAX_OPEN = 8;
    private static final EventType[] TYPES = EventType.values();
    private static final BookState[] STATES = BookState.values();
    private static final SnapshotKind[] KINDS = SnapshotKind.values();

    private final LaneId lane;
    private final Findings findings;
    private final List<FileRows> waiting;
    private final List<FileRows> begun = new ArrayList<>();
    private FileRows current;
    private long limit;
    private EventChunk chunk;
    private EventType type;
    private BookState state;
    private int row;
    private int end;

    /**
     * @param files the lane's files, in any order
     * @param findings receives what cannot be read
     */
    public LaneRows(LaneId lane, List<EventFile> files, Findings findings) {
        this.lane = lane;
        this.findings = findings;
        waiting =
                new ArrayList<>(files.stream().sorted(EventFile.ORDER).map(FileRows::new).toList());
    }

    /** Moves to the next row; false at the end. */
    public boolean next() throws IOException {
        return nextInRun() || nextRun();
    }

    /**
     * Moves to the next row of the run: consecutive rows of a file that are in memory and that no
     * row of another file comes between. False at its end.
     */
    boolean nextInRun() {
        if (row + 1 >= end) {
            return false;
        }
        row++;
        look();
        return true;
    }

    /** The type and state are asked for by every check. */
    private void look() {
        type = chunk.type().named(TYPES, row);
        state = chunk.state().named(STATES, row);
    }

    /** Moves from the last row of a run to the next run, the first at first; false at the end. */
    public boolean nextRun() throws IOException {
        if (current != null) {
            current.skip(row - current.row());
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
        chunk = current.chunk();
        row = current.row();
        end = current.endOfRun(limit);
        look();
        return true;
    }

    /** The row after the last of the run, in the chunk. */
    public int end() {
        return end;
    }

    /** Moves to the last row of the run. */
    public void endRun() {
        row = end - 1;
        look();
    }

    private void advance() throws IOException {
        try {
            current.advance();
        } catch (IOException e) {
            damaged(current, e);
        }
    }

    private void damaged(FileRows rows, IOException e) throws IOException {
        findings.file(
                FindingKind.DAMAGED,
                rows.file().relative(),
                "must be readable to its end, but after row %d: %s",
                rows.fileRow(),
                OutputScan.withoutPath(rows.file().path(), e));
        rows.abandon();
    }

    /** Makes the file with the smallest next event_seq the current one. */
    private boolean choose() throws IOException {
        begun.removeIf(FileRows::hasEnded);
        FileRows best = null;
        limit = Long.MAX_VALUE;
        for (FileRows rows : begun) {
            best = better(best, rows);
        }
        for (int i = 0; i < Math.min(2, waiting.size()); i++) {
            best = better(best, waiting.get(i));
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

    LaneId lane() {
        return lane;
    }

    EventFile file() {
        return current.file();
    }

    @Override
    public EventChunk chunk() {
        return chunk;
    }

    @Override
    public int row() {
        return row;
    }

    /** The row within its file, from 0. */
    long fileRow() {
        return current.fileRow() + row - current.row();
    }

    @Override
    public long seq() {
        return chunk.seq().value(row);
    }

    @Override
    public long nanos() {
        return chunk.nanos().value(row);
    }

    @Override
    public EventType type() {
        return type;
    }

    @Override
    public BookState state() {
        return state;
    }

    @Override
    public SnapshotKind kind() {
        return chunk.kind().named(KINDS, row);
    }

    @Override
    public void close() throws IOException {
        for (FileRows rows : begun) {
            rows.close();
        }
    }
}
