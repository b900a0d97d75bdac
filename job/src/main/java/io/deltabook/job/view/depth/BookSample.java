// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.depth;

import io.deltabook.book.BookSide;
import io.deltabook.contract.Side;
import io.deltabook.job.replay.BookReplay;

/**
 * The known levels of a book at an instant, as doubles and best first.
 *
 * @param bidPrices empty if there is no book or it is not known
 */
record BookSample(
        double[] bidPrices, double[] bidQuantities, double[] askPrices, double[] askQuantities) {
    /** Levels of a side that are kept, the best ones. */
    static final int MAX_LEVELS = 1_000;

    static final BookSample UNKNOWN =
            new BookSample(new double[0], new double[0], new double[0], new double[0]);

    /** The book that a replay is at. */
    static BookSample of(BookReplay replay) {
        return replay.hasBook()
                ? new BookSample(
                        prices(replay, Side.BID),
                        quantities(replay, Side.BID),
                        prices(replay, Side.ASK),
                        quantities(replay, Side.ASK))
                : UNKNOWN;
    }

    private static double[] prices(BookReplay replay, Side side) {
        BookSide levels = replay.book().levels(side);
        double[] prices = new double[replay.known(side, MAX_LEVELS)];
        for (int level = 0; level < prices.length; level++) {
            prices[level] = replay.book().shortPrice(levels.price(level)).doubleValue();
        }
        return prices;
    }

    private static double[] quantities(BookReplay replay, Side side) {
        BookSide levels = replay.book().levels(side);
        double[] quantities = new double[replay.known(side, MAX_LEVELS)];
        for (int level = 0; level < quantities.length; level++) {
            quantities[level] = replay.book().shortQuantity(levels.quantity(level)).doubleValue();
        }
        return quantities;
    }

    /** The least distance of neighbouring levels, infinite if no side has two. */
    double tick() {
        return Math.min(tick(bidPrices), tick(askPrices));
    }

    private static double tick(double[] prices) {
        double least = Double.POSITIVE_INFINITY;
        for (int level = 1; level < prices.length; level++) {
            least = Math.min(least, Math.abs(prices[level] - prices[level - 1]));
        }
        return least;
    }
}
