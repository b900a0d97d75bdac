// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.seed;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.engine.LaneSeed;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.job.parquet.event.read.NumberValues;
import java.util.ArrayList;
import java.util.List;

/** Collects what the last rows of a lane's events tell, in any order. */
final class SeedTail {
    private final long lastSeq;
    private final long firstSeq;

    /** The CLOSING; null if the last event is another. */
    private LaneSeed.Listing bids;

    private LaneSeed.Listing asks;
    private BookState state;
    private long updateId = Missing.ID;
    private long nanos = Missing.TIME;
    private long arrival = Missing.TIME;
    private int certified;
    private boolean hasCovered;
    private boolean hasLast;

    private long deltaSeq = -1;
    private long deltaId = Missing.ID;
    private long deltaNanos = Missing.TIME;
    private long deltaArrival = Missing.TIME;
    private long latestNanos = Missing.TIME;
    private long snapshotSeq = -1;
    private long snapshotNanos = Missing.TIME;

    /** Time of the RESYNC with which the lane itself continued from a seed. */
    private long seededNanos = Missing.TIME;

    /**
     * @param firstSeq number of the lane's first event
     * @param lastSeq number of its last event
     */
    SeedTail(long firstSeq, long lastSeq) {
        this.firstSeq = firstSeq;
        this.lastSeq = lastSeq;
    }

    void rows(EventChunk chunk) {
        for (int row = 0; row < chunk.size(); row++) {
            row(chunk, row);
        }
    }

    private void row(EventChunk chunk, int row) {
        long seq = chunk.seq().value(row);
        if (chunk.type().is(EventType.BOOK_DELTA.name(), row)) {
            latestNanos = Math.max(latestNanos, chunk.nanos().value(row));
            if (seq > deltaSeq) {
                deltaSeq = seq;
                deltaId = chunk.updateId().valueOr(row, Missing.ID);
                deltaNanos = chunk.nanos().value(row);
                deltaArrival = chunk.arrival().valueOr(row, Missing.TIME);
            }
        } else if (chunk.type().is(EventType.BOOK_SNAPSHOT.name(), row)) {
            snapshot(chunk, row, seq);
        }
        if (seq == lastSeq) {
            last(chunk, row);
        }
    }

    private void snapshot(EventChunk chunk, int row, long seq) {
        boolean isResync = chunk.kind().is(SnapshotKind.RESYNC.name(), row);
        boolean isGiven = isResync || chunk.kind().is(SnapshotKind.CHECK.name(), row);
        if (isGiven && seq > snapshotSeq) {
            snapshotSeq = seq;
            snapshotNanos = chunk.nanos().value(row);
        }
        if (isResync && seq == firstSeq && firstSeq > 0) {
            seededNanos = chunk.nanos().value(row);
        }
    }

    private void last(EventChunk chunk, int row) {
        hasLast = true;
        if (!chunk.kind().is(SnapshotKind.CLOSING.name(), row)) {
            return;
        }
        state = BookState.valueOf(chunk.state().value(row));
        updateId = chunk.updateId().valueOr(row, Missing.ID);
        nanos = chunk.nanos().value(row);
        arrival = chunk.arrival().valueOr(row, Missing.TIME);
        hasCovered = chunk.hasCovered();
        certified =
                Math.toIntExact(
                        chunk.certifiedBids().value(row) + chunk.certifiedAsks().value(row));
        bids = listing(chunk.bids(), row, chunk.coveredBids());
        asks = listing(chunk.asks(), row, chunk.coveredAsks());
    }

    private static LaneSeed.Listing listing(LevelValues side, int row, NumberValues covered) {
        List<LaneSeed.Level> levels = new ArrayList<>();
        for (int level = 0; level < side.levels(row); level++) {
            levels.add(new LaneSeed.Level(side.price(row, level), side.quantity(row, level)));
        }
        return new LaneSeed.Listing(levels, Math.toIntExact(covered.value(row)));
    }

    /**
     * The number up to which rows tell nothing new; -1 as long as all of them may.
     *
     * @param hasDeltas whether the lane has deltas at all
     */
    long needed(boolean hasDeltas) {
        return hasDeltas ? deltaSeq : firstSeq > 0 ? -1 : snapshotSeq;
    }

    private boolean hasDelta() {
        return deltaSeq >= 0;
    }

    /** Whether the lane ends with a book. */
    boolean isClosed() {
        return bids != null;
    }

    /** Whether the last event was among the rows. */
    boolean hasLast() {
        return hasLast;
    }

    /**
     * The seed; requires a CLOSING.
     *
     * @param isVerified whether the ids of the run prove its books
     * @param appliedRows delta rows applied so far; without any, no time of one exists
     */
    LaneSeed seed(boolean isVerified, long appliedRows) {
        boolean isHandedOn = !hasDelta() && seededNanos != Missing.TIME && snapshotSeq == firstSeq;
        boolean endsInSnapshot = snapshotSeq > deltaSeq;
        long before = appliedRows > 0 ? seededNanos : Missing.TIME;
        long book = endsInSnapshot ? snapshotNanos : hasDelta() ? deltaNanos : nanos;
        return new LaneSeed(
                state,
                lastSeq,
                updateId,
                new LaneSeed.Clock(
                        nanos,
                        book,
                        hasDelta() ? deltaNanos : before,
                        hasDelta() ? latestNanos : before,
                        arrival,
                        deltaArrival),
                new LaneSeed.Ending(
                        isHandedOn || hasDelta() && deltaId == updateId,
                        isHandedOn || endsInSnapshot),
                certified > 0 && (hasCovered || isVerified),
                appliedRows,
                bids,
                asks);
    }
}
