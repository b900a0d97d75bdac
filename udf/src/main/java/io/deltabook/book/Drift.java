// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

/**
 * How far a rebuilt book was from a snapshot: root mean square of the relative quantity errors over
 * the union of prices, on each side from the best to the better of the two worst prices.
 */
public final class Drift {
    private Drift() {}

    /** Drift of a book against a snapshot; 0 = equal in the common range, NaN for an empty book. */
    public static double between(OrderBook book, OrderBook snapshot) {
        if (book.isEmpty()) {
            return Double.NaN;
        }
        double bid = meanSquare(book.bids(), snapshot.bids());
        double ask = meanSquare(book.asks(), snapshot.asks());
        return Math.sqrt((bid + ask) / 2);
    }

    private static double meanSquare(BookSide book, BookSide snapshot) {
        if (book.isEmpty() || snapshot.isEmpty()) {
            return 0;
        }
        long bookWorst = book.worstRank();
        long snapshotWorst = snapshot.worstRank();
        long worst = book.compare(bookWorst, snapshotWorst) > 0 ? bookWorst : snapshotWorst;
        double sum = 0;
        int prices = 0;
        int b = 0;
        int s = 0;
        while (true) {
            boolean bookLeft = b < book.size() && book.compare(book.rankAt(b), worst) >= 0;
            boolean snapshotLeft =
                    s < snapshot.size() && book.compare(snapshot.rankAt(s), worst) >= 0;
            if (!bookLeft && !snapshotLeft) {
                return prices == 0 ? 0 : sum / prices;
            }
            prices++;
            if (bookLeft && snapshotLeft && book.rankAt(b) == snapshot.rankAt(s)) {
                double expected = snapshot.quantityAsDouble(s);
                double error = (book.quantityAsDouble(b) - expected) / expected;
                sum += error * error;
                b++;
                s++;
            } else {
                sum += 1;
                if (bookLeft
                        && (!snapshotLeft
                                || book.compare(book.rankAt(b), snapshot.rankAt(s)) > 0)) {
                    b++;
                } else {
                    s++;
                }
            }
        }
    }
}
