// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.book.ReplayBook;
import io.deltabook.book.ReplayBook.Difference;
import io.deltabook.book.ReplayBook.Listing;
import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.DecimalValues;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.job.replay.ListedBook;
import io.deltabook.job.replay.SnapshotDepths;

/**
 * The anchor rule: from any snapshot, the deltas that follow reproduce every later snapshot up to
 * the next RESYNC, as deep as the replay can know. A single replay runs from snapshot to snapshot
 * and adopts whatever each one adds, so it implies the replays from each of them. In a lane of
 * books with differences, a RESYNC must follow as well, as deep as it lists.
 */
final class AnchorCheck {
    private final Findings findings;
    private final SnapshotDepths depths;
    private final boolean mayForget;
    private final boolean isProvable;
    private final boolean hasDifferences;
    private final ReplayBook book = new ReplayBook();
    private BookState state;
    private long compared;
    private long confirmedLevels;

    /**
     * @param depths known settings of the run
     * @param known facts known about the lane
     */
    AnchorCheck(SnapshotDepths depths, LaneVerifier.Known known, Findings findings) {
        this.depths = depths;
        this.mayForget = known.mayForget();
        isProvable = known.mode() != null && known.mode().isVerified();
        hasDifferences = known.hasDifferences();
        this.findings = findings;
    }

    /** Snapshots that were compared with the replay. */
    long compared() {
        return compared;
    }

    /** Levels of those snapshots that the replay reached. */
    long confirmedLevels() {
        return confirmedLevels;
    }

    /** The book as far as it was replayed. */
    ReplayBook book() {
        return book;
    }

    /** Rows are missing or unusable: nothing is known until the next snapshot. */
    void interrupt() {
        book.stop();
    }

    /** The lane starts with this row. */
    void begin(LaneRows rows) {
        if (rows.seq() == 0
                && rows.type() != EventType.BOOK_SNAPSHOT
                && rows.state() == BookState.SUSPECT) {
            book.startEmpty();
        }
    }

    /** Applies or compares a row that is valid in itself. */
    void row(LaneRows rows) {
        EventType type = rows.type();
        BookState now = rows.state();
        boolean wasLive = state == BookState.LIVE;
        if (now != state) {
            state = now;
            if (now == BookState.WAITING) {
                book.stop();
            } else if (now == BookState.SUSPECT) {
                book.forgetCertified();
            }
        }
        if (type == EventType.BOOK_SNAPSHOT) {
            snapshot(rows, wasLive);
        } else if (type == EventType.BOOK_DELTA && book.isStarted()) {
            delta(rows.chunk(), rows.row());
        }
    }

    private void delta(EventChunk chunk, int row) {
        DecimalValues prices = chunk.deltaPrice();
        DecimalValues quantities = chunk.deltaQuantity();
        book.set(
                chunk.deltaSide().is("BID", row) ? Side.BID : Side.ASK,
                prices.high(row),
                prices.low(row),
                quantities.high(row),
                quantities.low(row));
        if (chunk.lastInMessage().value(row)) {
            book.endMessage(depths.retained(), depths.isExact());
        }
    }

    private void snapshot(LaneRows rows, boolean wasLive) {
        SnapshotKind kind = rows.kind();
        Listing listing = listing(rows, kind);
        if (kind == SnapshotKind.RESYNC || !book.isStarted()) {
            if (hasDifferences && wasLive && book.isStarted()) {
                differences(rows, listing);
            }
            book.start(listing);
            return;
        }
        compared++;
        confirmedLevels += book.confirmed(listing);
        Difference difference = book.difference(listing);
        if (difference != null) {
            report(rows, difference);
            book.start(listing);
            return;
        }
        if (rows.state() == BookState.LIVE) {
            for (Side side : Side.values()) {
                covered(rows, listing, side);
            }
        }
        book.learn(listing);
        book.learnCertified(listing);
    }

    private void differences(LaneRows rows, Listing listing) {
        compared++;
        confirmedLevels += book.confirmed(listing);
        Difference difference = book.differenceInside(listing);
        if (difference != null) {
            report(rows, difference);
        }
    }

    private Listing listing(LaneRows rows, SnapshotKind kind) {
        EventChunk chunk = rows.chunk();
        int row = rows.row();
        int max = ListedBook.levels(chunk, row);
        depths.see(kind, max);
        if (max > depths.of(kind)) {
            findings.row(
                    FindingKind.BOOK,
                    rows,
                    "a %s must list at most %d levels a side, but lists %d",
                    kind,
                    depths.of(kind),
                    max);
        }
        return ListedBook.of(chunk, row, kind, depths.of(kind), book);
    }

    private void report(LaneRows rows, Difference difference) {
        LevelValues side =
                difference.side() == Side.BID ? rows.chunk().bids() : rows.chunk().asks();
        int level = difference.level();
        String listed = level < side.levels(rows.row()) ? side.text(rows.row(), level) : "missing";
        String replayed = difference.isKnown() ? text(difference) : "different or missing";
        findings.row(
                FindingKind.ANCHOR,
                rows,
                "level %d of %s must be %s by the deltas since the last snapshot, but is %s",
                level,
                side.name(),
                replayed,
                listed);
    }

    private String text(Difference difference) {
        return book.priceValue(difference.price()).stripTrailingZeros().toPlainString()
                + ':'
                + book.quantityValue(difference.quantity()).stripTrailingZeros().toPlainString();
    }

    /**
     * Columns of the first version contain only what is certified, which may be less than covered.
     */
    private void covered(LaneRows rows, Listing listing, Side side) {
        boolean hasCovered = rows.chunk().hasCovered();
        int certified = listing.covered(side);
        boolean mayBeLess = mayForget || !hasCovered && !isProvable;
        int min = mayBeLess ? 0 : book.minCertified(side, listing);
        int max = book.maxCertified(side, listing);
        if (certified < min || certified > max) {
            findings.row(
                    FindingKind.CERTIFIED,
                    rows,
                    "%s_%s must be %d to %d by the snapshots and deltas before, but is %d",
                    hasCovered ? "covered" : "certified",
                    side == Side.BID ? "bids" : "asks",
                    min,
                    max,
                    certified);
        }
    }
}
