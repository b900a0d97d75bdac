// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookTop;

/**
 * How far one book has drifted from another, as the data contract defines drift: over the union of
 * prices of a side, from the best down to the better of the two worst prices, the relative error of
 * the quantity, 1 where one book lacks the level; the root mean square of a side, and of both
 * sides.
 */
public final class TopDrift {
    private TopDrift() {}

    /** The drift of our book; 0 of equal books. */
    public static double of(BookTop ours, BookTop reference) {
        double bid = side(ours, reference, Side.BID);
        double ask = side(ours, reference, Side.ASK);
        return Math.sqrt((bid * bid + ask * ask) / 2);
    }

    private static double side(BookTop ours, BookTop reference, Side side) {
        int left = 0;
        int right = 0;
        int levels = 0;
        double squares = 0;
        while (left < ours.size(side) && right < reference.size(side)) {
            double price = ours.price(side, left);
            double other = reference.price(side, right);
            levels++;
            if (price == other) {
                double known = reference.quantity(side, right);
                double error = (ours.quantity(side, left) - known) / known;
                squares += error * error;
                left++;
                right++;
            } else {
                squares += 1;
                boolean isOursBetter = side == Side.BID ? price > other : price < other;
                left += isOursBetter ? 1 : 0;
                right += isOursBetter ? 0 : 1;
            }
        }
        return levels == 0 ? 0 : Math.sqrt(squares / levels);
    }
}
