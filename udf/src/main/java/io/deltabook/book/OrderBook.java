// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.batch.ByteSink;
import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;
import io.deltabook.number.WideDecimals;

/**
 * The L2 book of one lane, bounded to a number of levels a side. Prices and quantities are integers
 * at the lane's scales. Knows nothing of ids, states or time.
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
     * An empty book made to be listed and compared, such as a snapshot.
     *
     * @param pool the pool that prices and quantities are tokens of, null where they are the
     *     numbers
     */
    public static OrderBook listed(WideDecimals pool) {
        return new OrderBook(
                pool, BookSide.listed(Side.BID, pool), BookSide.listed(Side.ASK, pool));
    }

    /**
     * An empty book made to be changed row by row.
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
     * Puts rows of a message into the book, in order.
     *
     * @param flags the rows' sides, by {@link SideBit}
     * @param from first row
     * @param to row behind the last one
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

    /** Replaces everything by a snapshot; nothing older is kept. A side without levels is empty. */
    public void load(OrderBook snapshot) {
        bids.load(snapshot.bids);
        asks.load(snapshot.asks);
    }

    /**
     * Takes a side of a snapshot of the very moment this book shows: the levels inside its range
     * are replaced, worse ones kept.
     */
    public Reconciled reconcile(Side side, OrderBook snapshot) {
        return reconcile(side(side), snapshot.side(side));
    }

    /**
     * What a side of a snapshot did to this book.
     *
     * @param isEqual whether nothing differed inside the snapshot's range
     * @param isWider whether more is known of the side than before
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
