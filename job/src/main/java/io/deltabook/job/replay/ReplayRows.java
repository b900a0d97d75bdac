// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.job.parquet.event.read.EventChunk;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/**
 * The events of a lane from an anchor on, row by row in the order of their numbers, of which none
 * may be missing. Not thread-safe.
 */
final class ReplayRows implements Closeable {
    private final LaneEvents lane;
    private final EventRuns runs;
    private long before = Long.MAX_VALUE;
    private boolean hasEnded;

    /** Number of the next event to take. */
    private long next;

    private EventChunk chunk;
    private int row = -1;
    private int end;

    ReplayRows(LaneEvents lane, Anchor anchor, Set<String> columns) throws IOException {
        this.lane = lane;
        next = anchor.seq();
        runs =
                new EventRuns(
                        new LaneFiles(lane, columns::contains, anchor),
                        (file, e) -> {
                            throw e;
                        });
    }

    /** Ends before an event. */
    void before(long seq) {
        before = seq;
    }

    /** Moves to the next event, if there is one; it counts only when it is taken. */
    boolean move() throws IOException {
        row++;
        while (row >= end) {
            if (hasEnded || !runs.next(row - 1)) {
                hasEnded = true;
                return false;
            }
            beginRun();
        }
        return true;
    }

    /** Takes the event that {@link #move} moved to. */
    void take() {
        next++;
    }

    private void beginRun() throws IOException {
        chunk = runs.chunk();
        row = runs.begin();
        end = runs.end();
        long first = chunk.seq().value(row);
        if (first < next) {
            skipToNext();
            if (row == end) {
                return;
            }
            first = chunk.seq().value(row);
        }
        long last = chunk.seq().value(end - 1);
        if (first >= before) {
            hasEnded = true;
            end = row;
            return;
        }
        if (first != next || last - first != end - 1 - row) {
            throw new IOException(
                    "[%s] must contain event %d of %s, as events are numbered without holes, but does not: check the output with 'deltabook verify'"
                            .formatted(runs.file().path(), next, lane.lane()));
        }
        if (last >= before) {
            hasEnded = true;
            end = (int) (row + before - first);
        }
    }

    /** Before the anchor numbers may be missing: those of files that the replay does not read. */
    private void skipToNext() {
        while (row < end && chunk.seq().value(row) < next) {
            row++;
        }
    }

    IOException damaged(String problem) {
        return new IOException(
                "[%s] event %d %s: check the output with 'deltabook verify'"
                        .formatted(runs.file().path(), seq(), problem));
    }

    /** Number of the event that was taken last. */
    long seq() {
        return next - 1;
    }

    /** Event time of the row that {@link #move} moved to, epoch ns. */
    long nanos() {
        return chunk.nanos().value(row);
    }

    EventChunk chunk() {
        return chunk;
    }

    int row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        runs.close();
    }
}
