// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;

/**
 * The L2 book of one lane, bounded to a number of levels a side. Prices and quantities are integers
 * at the lane's scales. Knows nothing of ids, states or time.
 */
public final class OrderBook {
    private final WideDecimals pool;
    private final BookSide bids;
    private final BookSide asks;

    /** A book of long prices and quantities. */
    public OrderBook() {
        this(null);
    }

    /**
     * @param pool the pool that prices and quantities are tokens of, null where they are the
     *     numbers
     */
    public OrderBook(WideDecimals pool) {
        this.pool = pool;
        bids = new BookSide(Side.BID, pool);
        asks = new BookSide(Side.ASK, pool);
    }

    WideDecimals pool() {
        return pool;
    }

    public BookSide side(Side side) {
        return side == Side.BID ? bids : asks;
    }

    public BookSide bids() {
        return bids;
    }

    public BookSide asks() {
        return asks;
    }

    public boolean isEmpty() {
        return bids.isEmpty() && asks.isEmpty();
    }

    public boolean isOneSided() {
        return bids.isEmpty() || asks.isEmpty();
    }

    /** Whether the best bid is at or above the best ask. */
    public boolean isCrossed() {
        return !asks.isEmpty() && bids.reaches(asks.price(0));
    }

    public void clear() {
        bids.clear();
        asks.clear();
    }

    /** Ends a message: the worst levels go until {@code retained} a side are left. */
    public void evictTo(int retained) {
        bids.evictTo(retained);
        asks.evictTo(retained);
    }

    /** Forgets how far the sides are known to be complete. */
    public void dropHorizon() {
        bids.horizon(Horizon.NONE);
        asks.horizon(Horizon.NONE);
    }

    /** Replaces everything by a snapshot; nothing older is kept. */
    public void load(OrderBook snapshot) {
        bids.load(snapshot.bids);
        asks.load(snapshot.asks);
    }

    /**
     * Takes a snapshot of the very moment this book shows: the levels inside its range are
     * replaced, worse ones kept.
     *
     * @return whether nothing differed inside the snapshot's range
     */
    public boolean reconcile(OrderBook snapshot) {
        boolean bidsEqual = reconcile(bids, snapshot.bids);
        boolean asksEqual = reconcile(asks, snapshot.asks);
        return bidsEqual && asksEqual;
    }

    private static boolean reconcile(BookSide book, BookSide snapshot) {
        Horizon range = Horizon.inclusive(snapshot.rankAt(snapshot.size() - 1));
        Horizon old = book.horizon();
        boolean equal = book.agreesWith(snapshot, range);
        boolean certifiedEqual =
                book.agreesWith(snapshot, book.isFurther(old, range) ? range : old);
        book.replaceRange(snapshot);
        book.horizon(certifiedEqual && book.isFurther(old, range) ? old : range);
        return equal;
    }
}
