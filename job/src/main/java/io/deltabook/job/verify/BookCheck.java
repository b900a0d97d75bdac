// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.BookState;
import io.deltabook.job.parquet.LevelValues;
import io.deltabook.job.parquet.NumberValues;

/** The levels of single snapshots: best first, sorted, with quantities, uncrossed in LIVE. */
final class BookCheck {
    private final Findings findings;
    private final boolean mayCross;
    private boolean anyPrice;

    /**
     * @param mayCross whether the run did not look at crossed books
     */
    BookCheck(boolean mayCross, Findings findings) {
        this.findings = findings;
        this.mayCross = mayCross;
    }

    /** Takes prices of 0 and below, too. */
    void allowNonPositivePrices() {
        anyPrice = true;
    }

    /** Checks a BOOK_SNAPSHOT; false where its levels cannot be a book. */
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
                    "best bid must be below best ask in LIVE (but with crossed.policy off), but is"
                            + " %s against %s",
                    bids.text(row, 0),
                    asks.text(row, 0));
        }
        return sound
                & certified(rows, bids, rows.chunk().certifiedBids(), live)
                & certified(rows, asks, rows.chunk().certifiedAsks(), live);
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

    private boolean certified(LaneRows rows, LevelValues side, NumberValues column, boolean live) {
        long certified = column.value(rows.row());
        long most = live ? side.levels(rows.row()) : 0;
        if (certified < 0 || certified > most) {
            findings.row(
                    FindingKind.CERTIFIED,
                    rows,
                    "%s must be 0 to %d (%d levels listed, book_state %s), but is %d",
                    column.name(),
                    most,
                    side.levels(rows.row()),
                    rows.state(),
                    certified);
            return false;
        }
        return true;
    }
}
