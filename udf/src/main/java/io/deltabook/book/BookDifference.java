// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Side;

/**
 * The changes from one listed book to the next, as levels with their new absolute quantity. A
 * listing tells nothing beyond its worst level, so only levels from the best to the worst of the
 * next book are reported: a level that left the window because better ones came in was not removed
 * and is omitted.
 */
public final class BookDifference {
    private BookDifference() {}

    /** Receives the changed levels. */
    public interface Changes {
        /**
         * A level that is new, has another quantity or was removed.
         *
         * @param quantity its quantity in the next book, 0 if removed
         */
        void level(Side side, long price, long quantity);
    }

    /**
     * Reports the changed levels, bids before asks, each from the best price on.
     *
     * @param max maximum levels per side of the next book to consider
     */
    public static void between(OrderBook before, OrderBook next, int max, Changes changes) {
        for (Side side : Side.values()) {
            between(before.side(side), next.side(side), max, changes);
        }
    }

    private static void between(BookSide before, BookSide next, int max, Changes changes) {
        int end = Math.min(max, next.size());
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
