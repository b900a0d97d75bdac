// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.replay.EventRuns;
import io.deltabook.job.replay.FileRows;
import io.deltabook.job.verify.derived.CheckedEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a lane ordered by event_seq, across all its files: if event time goes back across an
 * hour boundary, the rows of two files alternate. An unreadable part becomes a finding, and reading
 * continues after it. Holds one row group each of a few files. Not thread-safe.
 */
public final class LaneRows implements CheckedEvent, Closeable {
    private static final EventType[] TYPES = EventType.values();
    private static final BookState[] STATES = BookState.values();
    private static final SnapshotKind[] KINDS = SnapshotKind.values();

    private final LaneId lane;
    private final Findings findings;
    private final Map<Path, EventFile> files = new HashMap<>();
    private final EventRuns runs;
    private EventFile file;
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
        List<FileRows> inOrder = new ArrayList<>();
        for (EventFile file : files.stream().sorted(EventFile.ORDER).toList()) {
            this.files.put(file.path(), file);
            inOrder.add(FileRows.all(file.path(), file.facts().firstSeq()));
        }
        runs = EventRuns.of(inOrder, this::damaged);
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
        if (!runs.next(row)) {
            row = 0;
            end = 0;
            return false;
        }
        file = files.get(runs.file().path());
        chunk = runs.chunk();
        row = runs.begin();
        end = runs.end();
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

    private void damaged(FileRows rows, IOException e) {
        findings.file(
                FindingKind.DAMAGED,
                files.get(rows.path()).relative(),
                "must be readable to its end, but after row %d: %s",
                rows.fileRow(),
                OutputScan.withoutPath(rows.path(), e));
    }

    LaneId lane() {
        return lane;
    }

    EventFile file() {
        return file;
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
        return runs.file().fileRow() + row - runs.begin();
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
        runs.close();
    }
}
