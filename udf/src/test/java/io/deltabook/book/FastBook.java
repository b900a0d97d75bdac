// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Side;
import java.util.ArrayList;
import java.util.List;

/** The product's book under the shared suite. */
final class FastBook implements BookContract.Book {
    private final OrderBook book = OrderBook.changing(null);

    @Override
    public void set(Side side, long price, long quantity) {
        book.side(side).set(price, quantity);
    }

    @Override
    public void endMessage(int retained) {
        book.evictTo(retained);
    }

    @Override
    public void load(List<BookContract.Level> snapshot) {
        book.load(of(snapshot));
    }

    @Override
    public boolean reconcile(List<BookContract.Level> snapshot) {
        OrderBook listed = of(snapshot);
        boolean bidsEqual = book.reconcile(Side.BID, listed).isEqual();
        return book.reconcile(Side.ASK, listed).isEqual() && bidsEqual;
    }

    @Override
    public List<BookContract.Level> levels(Side side) {
        List<BookContract.Level> levels = new ArrayList<>();
        BookSide one = book.side(side);
        long[] prices = one.prices(Integer.MAX_VALUE);
        long[] quantities = one.quantities(Integer.MAX_VALUE);
        for (int i = 0; i < prices.length; i++) {
            levels.add(new BookContract.Level(side, prices[i], quantities[i]));
        }
        return levels;
    }

    @Override
    public int certified(Side side, int levels) {
        return book.side(side).covered(levels);
    }

    @Override
    public double drift(List<BookContract.Level> snapshot) {
        return Drift.between(book, of(snapshot));
    }

    private static OrderBook of(List<BookContract.Level> levels) {
        OrderBook snapshot = OrderBook.listed(null);
        for (BookContract.Level level : levels) {
            snapshot.side(level.side()).set(level.price(), level.quantity());
        }
        return snapshot;
    }
}
