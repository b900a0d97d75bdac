// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.BookState;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.job.parquet.event.read.NumberValues;

/** Levels of a single snapshot: best first, sorted, with quantities, uncrossed in LIVE. */
final class BookCheck {
    private final Findings findings;
    private final boolean mayCross;
    private final SequenceMode mode;
    private final boolean mayDoubt;
    private boolean anyPrice;

    /**
     * @param mayCross whether the run ignored crossed books
     * @param mode sequence rule of the lane's ids, null if unknown
     * @param mayDoubt whether a lane whose ids prove every message may have certified nothing
     */
    BookCheck(boolean mayCross, SequenceMode mode, boolean mayDoubt, Findings findings) {
        this.findings = findings;
        this.mayCross = mayCross;
        this.mode = mode;
        this.mayDoubt = mayDoubt;
    }

    /** Accepts prices of 0 and below. */
    void allowNonPositivePrices() {
        anyPrice = true;
    }

    /** Checks a BOOK_SNAPSHOT; false if its levels cannot form a book. */
    boolean row(LaneRows rows) {
        LevelValues bids = rows.chunk().bids();
        LevelValues asks = rows.chunk().asks();
        boolean sound = levels(rows, bids, -1) & levels(rows, asks, 1);
        int row = rows.row();
        boolean live = rows.state() == BookState.LIVE;
        if (live
                && !mayCross
                && bids.levels(row) > 0
                && asks.levels(row) > 0
                && bids.comparePrice(row, 0, asks, 0) >= 0) {
            findings.row(
                    FindingKind.BOOK,
                    rows,
                    "best bid must be below best ask in LIVE (but with crossed.policy off), but is %s against %s",
                    bids.text(row, 0),
                    asks.text(row, 0));
        }
        return sound
                & counts(rows, bids, rows.chunk().certifiedBids(), rows.chunk().coveredBids())
                & counts(rows, asks, rows.chunk().certifiedAsks(), rows.chunk().coveredAsks());
    }

    /**
     * @param order sign of the comparison of a level with the better one before it
     */
    private boolean levels(LaneRows rows, LevelValues side, int order) {
        int row = rows.row();
        int levels = side.levels(row);
        for (int level = 0; level < levels; level++) {
            boolean isPrice = anyPrice || side.hasPositivePrice(row, level);
            if (!isPrice || !side.hasPositiveQuantity(row, level)) {
                level(rows, side, level, "must have a price and a quantity above 0");
                return false;
            }
            if (level > 0 && side.comparePrice(row, level, side, level - 1) * order <= 0) {
                level(rows, side, level, "must be worse than the one before it");
                return false;
            }
        }
        return true;
    }

    private void level(LaneRows rows, LevelValues side, int level, String mustHold) {
        findings.row(
                FindingKind.BOOK,
                rows,
                "level %d of %s %s, but is %s",
                level,
                side.name(),
                mustHold,
                side.text(rows.row(), level));
    }

    private boolean counts(
            LaneRows rows, LevelValues side, NumberValues certified, NumberValues covered) {
        int levels = side.levels(rows.row());
        long max = rows.state() == BookState.LIVE ? levels : 0;
        if (!isWithin(rows, side, covered, 0, max)) {
            return false;
        }
        return !rows.chunk().hasCovered()
                || isWithin(
                        rows,
                        side,
                        certified,
                        minCertified(covered.value(rows.row())),
                        maxCertified(rows, covered.value(rows.row())));
    }

    private long minCertified(long covered) {
        return mode != null && mode.isVerified() && !mayDoubt ? covered : 0;
    }

    /** If ids merely rise, only an input snapshot is certain; without ids, nothing is. */
    private long maxCertified(LaneRows rows, long covered) {
        boolean ofInput = rows.kind() == SnapshotKind.RESYNC || rows.kind() == SnapshotKind.CHECK;
        boolean nothing = mode == SequenceMode.NONE || mode == SequenceMode.MONOTONIC && !ofInput;
        return nothing ? 0 : covered;
    }

    private boolean isWithin(
            LaneRows rows, LevelValues side, NumberValues column, long min, long max) {
        long count = column.value(rows.row());
        if (count < min || count > max) {
            findings.row(
                    FindingKind.CERTIFIED,
                    rows,
                    "%s must be %d to %d (%d levels listed, book_state %s), but is %d",
                    column.name(),
                    min,
                    max,
                    side.levels(rows.row()),
                    rows.state(),
                    count);
            return false;
        }
        return true;
    }
}
