// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.batch.ByteSink;
import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;
import io.deltabook.number.WideDecimals;

/**
 * The L2 book of one lane, bounded to a number of levels per side. Prices and quantities are
 * integers at the lane's scales. It does not know ids, states or time.
 */
public final class OrderBook {
    private final WideDecimals pool;
    private final BookSide bids;
    private final BookSide asks;
    private final ByteSink scratch = new ByteSink();

    private OrderBook(WideDecimals pool, BookSide bids, BookSide asks) {
        this.pool = pool;
        this.bids = bids;
        this.asks = asks;
    }

    /**
     * An empty book to be listed and compared, such as a snapshot.
     *
     * @param pool the pool whose tokens the prices and quantities are, null if they are plain
     *     numbers
     */
    public static OrderBook listed(WideDecimals pool) {
        return new OrderBook(
                pool, BookSide.listed(Side.BID, pool), BookSide.listed(Side.ASK, pool));
    }

    /**
     * An empty book to be updated row by row.
     *
     * @param pool as in {@link #listed}
     */
    public static OrderBook changing(WideDecimals pool) {
        return new OrderBook(
                pool, BookSide.changing(Side.BID, pool), BookSide.changing(Side.ASK, pool));
    }

    /** For writing the book. */
    ByteSink scratch() {
        return scratch;
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

    /**
     * Applies rows of a message to the book, in order.
     *
     * @param flags the rows' sides, by {@link SideBit}
     * @param from first row
     * @param to row after the last one
     */
    public void apply(long[] prices, long[] quantities, byte[] flags, int from, int to) {
        BookSide bidSide = bids;
        BookSide askSide = asks;
        for (int row = from; row < to; row++) {
            if ((flags[row] & SideBit.ASK) != 0) {
                askSide.setRank(-prices[row], quantities[row]);
            } else {
                bidSide.setRank(prices[row], quantities[row]);
            }
        }
    }

    public boolean isEmpty() {
        return bids.isEmpty() && asks.isEmpty();
    }

    public boolean isOneSided() {
        return bids.isEmpty() || asks.isEmpty();
    }

    /** Whether the best bid is at or above the best ask. */
    public boolean isCrossed() {
        return !asks.isEmpty() && bids.reaches(asks.bestPrice());
    }

    public void clear() {
        bids.clear();
        asks.clear();
    }

    /** Ends a message: evicts the worst levels beyond {@code retained} per side. */
    public void evictTo(int retained) {
        bids.evictTo(retained);
        asks.evictTo(retained);
    }

    /** Clears the horizons: nothing is known to be complete. */
    public void dropHorizon() {
        bids.horizon(Horizon.NONE);
        asks.horizon(Horizon.NONE);
    }

    /**
     * Replaces everything with a snapshot; nothing older is kept. A side without levels is empty.
     */
    public void load(OrderBook snapshot) {
        bids.load(snapshot.bids);
        asks.load(snapshot.asks);
    }

    /**
     * Merges a side of a snapshot taken at the moment of this book: levels within its range are
     * replaced, worse ones kept.
     */
    public Reconciled reconcile(Side side, OrderBook snapshot) {
        return reconcile(side(side), snapshot.side(side));
    }

    /**
     * The effect of a snapshot's side on this book.
     *
     * @param isEqual whether nothing differed within the snapshot's range
     * @param isWider whether more is known about the side than before
     */
    public record Reconciled(boolean isEqual, boolean isWider) {}

    private static Reconciled reconcile(BookSide book, BookSide snapshot) {
        Horizon range = snapshot.range();
        Horizon old = book.horizon();
        boolean equal = book.agreesWith(snapshot, range);
        boolean certifiedEqual =
                book.agreesWith(snapshot, book.isFurther(old, range) ? range : old);
        book.replaceRange(snapshot);
        book.horizon(certifiedEqual && book.isFurther(old, range) ? old : range);
        return new Reconciled(equal, book.isFurther(book.horizon(), old));
    }
}
