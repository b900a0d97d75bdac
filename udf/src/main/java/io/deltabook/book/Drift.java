// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

/**
 * How far a rebuilt book was from a snapshot: root mean square of the relative quantity errors over
 * the union of prices, a side from the best down to the better of the two worst prices.
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
        long worst = Math.max(book.rankAt(book.size() - 1), snapshot.rankAt(snapshot.size() - 1));
        double sum = 0;
        int prices = 0;
        int b = 0;
        int s = 0;
        while (true) {
            boolean bookLeft = b < book.size() && book.rankAt(b) >= worst;
            boolean snapshotLeft = s < snapshot.size() && snapshot.rankAt(s) >= worst;
            if (!bookLeft && !snapshotLeft) {
                return prices == 0 ? 0 : sum / prices;
            }
            prices++;
            if (bookLeft && snapshotLeft && book.rankAt(b) == snapshot.rankAt(s)) {
                double expected = snapshot.quantity(s);
                double error = (book.quantity(b) - expected) / expected;
                sum += error * error;
                b++;
                s++;
            } else {
                sum += 1;
                if (bookLeft && (!snapshotLeft || book.rankAt(b) > snapshot.rankAt(s))) {
                    b++;
                } else {
                    s++;
                }
            }
        }
    }
}
