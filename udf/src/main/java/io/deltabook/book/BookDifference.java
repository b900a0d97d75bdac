// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Side;

/**
 * What changes from one listed book to the next, as levels at their new absolute quantity. A
 * listing says nothing below its worst level, so only levels from the best down to the worst of the
 * next book are named: a level that left the window because better ones came in was not removed,
 * and is left out.
 */
public final class BookDifference {
    private BookDifference() {}

    /** Takes the levels that change. */
    public interface Changes {
        /**
         * A level that is new, has another quantity or is gone.
         *
         * @param quantity its quantity in the next book, 0 where it is gone
         */
        void level(Side side, long price, long quantity);
    }

    /**
     * Names the levels that change, bids before asks, each from the best price down.
     *
     * @param most levels a side of the next book that count
     */
    public static void between(OrderBook before, OrderBook next, int most, Changes changes) {
        for (Side side : Side.values()) {
            between(before.side(side), next.side(side), most, changes);
        }
    }

    private static void between(BookSide before, BookSide next, int most, Changes changes) {
        int end = Math.min(most, next.size());
        int old = 0;
        for (int level = 0; level < end; level++) {
            long rank = next.rankAt(level);
            while (old < before.size() && before.compare(before.rankAt(old), rank) > 0) {
                changes.level(before.side(), before.price(old), 0);
                old++;
            }
            long quantity = next.quantity(level);
            boolean isListed = old < before.size() && before.rankAt(old) == rank;
            if (!isListed || before.quantity(old) != quantity) {
                changes.level(next.side(), next.price(level), quantity);
            }
            old += isListed ? 1 : 0;
        }
        if (end == 0) {
            for (int level = 0; level < before.size(); level++) {
                changes.level(before.side(), before.price(level), 0);
            }
        }
    }
}
