// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.book.BookSide;
import io.deltabook.book.ReplayBook;
import io.deltabook.contract.Side;
import io.deltabook.job.replay.BookReplay;
import java.math.BigDecimal;

/**
 * The best bid and ask as they change: since when each is what it is, and the order flow imbalance
 * at the best levels (Cont, Kukanov, Stoikov 2014). Not thread-safe.
 */
final class TopOfBook {
    /** Stands for a time before the replay began. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private final Best bid = new Best(Side.BID);
    private final Best ask = new Best(Side.ASK);
    private BigDecimal flow = BigDecimal.ZERO;
    private boolean hasFlow;

    /** The best level of a side. */
    static final class Best {
        private final Side side;
        private BigDecimal price;
        private BigDecimal quantity;
        private long since = UNKNOWN;

        private Best(Side side) {
            this.side = side;
        }

        /** Null if it is not known, or there is none. */
        BigDecimal price() {
            return price;
        }

        BigDecimal quantity() {
            return quantity;
        }

        /** Time of the event that made it what it is, epoch ns; or {@link #UNKNOWN}. */
        long since() {
            return since;
        }

        /** Takes the book's best level, and returns what that adds to the buying pressure. */
        private BigDecimal take(BookReplay replay, boolean isStart) {
            BigDecimal oldPrice = price;
            BigDecimal oldQuantity = quantity;
            if (replay.known(side, 1) == 0) {
                price = null;
                quantity = null;
                since = isStart ? UNKNOWN : replay.nanos();
                return null;
            }
            ReplayBook book = replay.book();
            BookSide levels = book.levels(side);
            price = book.shortPrice(levels.bestPrice());
            quantity = book.shortQuantity(levels.bestQuantity());
            int order = oldPrice == null ? 1 : price.compareTo(oldPrice);
            if (order != 0 || quantity.compareTo(oldQuantity) != 0) {
                since = isStart ? UNKNOWN : replay.nanos();
            }
            return oldPrice == null ? null : flow(order, oldQuantity);
        }

        private BigDecimal flow(int order, BigDecimal oldQuantity) {
            int better = side == Side.BID ? order : -order;
            BigDecimal added =
                    better == 0
                            ? quantity.subtract(oldQuantity)
                            : better > 0 ? quantity : oldQuantity.negate();
            return side == Side.BID ? added : added.negate();
        }
    }

    /**
     * The book may have changed.
     *
     * @param isMessage whether by a message; the difference to a snapshot is no order flow
     * @param isStart whether this is what the replay began with
     */
    void take(BookReplay replay, boolean isMessage, boolean isStart) {
        BigDecimal bids = bid.take(replay, isStart);
        BigDecimal asks = ask.take(replay, isStart);
        if (isMessage && bids != null && asks != null) {
            flow = flow.add(bids).add(asks);
            hasFlow = true;
        }
    }

    Best bid() {
        return bid;
    }

    Best ask() {
        return ask;
    }

    boolean hasBoth() {
        return bid.price != null && ask.price != null;
    }

    /** Whether the time of a best level lies before the replay. */
    boolean isOlder() {
        return bid.price != null && bid.since == UNKNOWN
                || ask.price != null && ask.since == UNKNOWN;
    }

    /** The sum since {@link #clearFlow}; null if there is no book and was none. */
    BigDecimal flow() {
        return hasFlow || hasBoth() ? flow : null;
    }

    void clearFlow() {
        flow = BigDecimal.ZERO;
        hasFlow = false;
    }
}
