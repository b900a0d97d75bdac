// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Side;
import java.math.BigDecimal;

/**
 * A book replayed from the listings and deltas of an event stream, to tell whether later listings
 * follow from them. It knows how much it can know: an anchor that lists only the best levels says
 * nothing about those behind them, and a book that keeps only so many levels forgets the others.
 *
 * <p>Values are DECIMAL(38,18), given by the two halves of their 128 bits. Before one is used it
 * must be {@link #fit}; the listings and numbers made before are of no use where that changed the
 * book's numbers. Not thread-safe.
 */
public final class ReplayBook {
    private ReplaySide bids = new ReplaySide(Side.BID);
    private ReplaySide asks = new ReplaySide(Side.ASK);
    private ReplayNumbers numbers = ReplayNumbers.LEAST;
    private boolean started;

    /**
     * What a BOOK_SNAPSHOT says.
     *
     * @param levels its levels
     * @param depth levels a side that it lists where the book has so many; a side with fewer is the
     *     whole side
     * @param coveredBids bids it covers ({@code covered_bids}; of schema version 1 {@code
     *     certified_bids})
     * @param coveredAsks asks it covers
     * @param widens whether it was written after something that may have widened the horizon of the
     *     book
     */
    public record Listing(
            OrderBook levels, int depth, int coveredBids, int coveredAsks, boolean widens) {
        /** Levels that it covers on a side. */
        public int covered(Side side) {
            return side == Side.BID ? coveredBids : coveredAsks;
        }

        private boolean isWhole(Side side) {
            return levels.side(side).size() < Math.max(1, depth);
        }
    }

    /**
     * Where a listing does not follow from what was replayed.
     *
     * @param side side of the level
     * @param level its number, 0 = best
     * @param isKnown whether the replay has a level of that number
     * @param price the replayed level's price
     * @param quantity the replayed level's quantity
     */
    public record Difference(Side side, int level, boolean isKnown, long price, long quantity) {}

    /** Makes the book able to hold a price and a quantity. */
    public void fit(long priceHigh, long priceLow, long quantityHigh, long quantityLow) {
        if (!numbers.hasPrice(priceHigh, priceLow)) {
            renumber(numbers.withPrice(priceHigh, priceLow));
        }
        if (!numbers.hasQuantity(quantityHigh, quantityLow)) {
            renumber(numbers.withQuantity(quantityHigh, quantityLow));
        }
    }

    private void renumber(ReplayNumbers wider) {
        ReplaySide newBids;
        ReplaySide newAsks;
        ReplayNumbers next = wider;
        try {
            newBids = bids.in(numbers, next);
            newAsks = asks.in(numbers, next);
        } catch (ArithmeticException e) {
            next = ReplayNumbers.pooled();
            newBids = bids.in(numbers, next);
            newAsks = asks.in(numbers, next);
        }
        bids = newBids;
        asks = newAsks;
        numbers = next;
    }

    /** An empty book for the levels of a listing. */
    public OrderBook newLevels() {
        return OrderBook.listed(numbers.pool());
    }

    /** The number of a price that was fit. */
    public long price(long high, long low) {
        return numbers.price(high, low);
    }

    /** The number of a quantity that was fit. */
    public long quantity(long high, long low) {
        return numbers.quantity(high, low);
    }

    /** The value of a price's number. */
    public BigDecimal priceValue(long price) {
        return numbers.priceValue(price);
    }

    /** The value of a quantity's number. */
    public BigDecimal quantityValue(long quantity) {
        return numbers.quantityValue(quantity);
    }

    /** Whether there is anything to compare a listing with. */
    public boolean isStarted() {
        return started;
    }

    /** Forgets everything, until the next start. */
    public void stop() {
        started = false;
    }

    /** Begins with a book that is known to be empty. */
    public void startEmpty() {
        bids.startEmpty();
        asks.startEmpty();
        started = true;
    }

    /** Begins with a listing. */
    public void start(Listing listing) {
        for (Side side : Side.values()) {
            of(side).start(
                            listing.levels().side(side),
                            listing.isWhole(side),
                            listing.covered(side));
        }
        started = true;
    }

    private ReplaySide of(Side side) {
        return side == Side.BID ? bids : asks;
    }

    /** Applies a BOOK_DELTA. */
    public void set(Side side, long price, long quantity) {
        of(side).levels().set(price, quantity);
    }

    /**
     * Ends a message.
     *
     * @param retained levels a side that the book keeps
     * @param isExact false where it may keep more
     */
    public void endMessage(int retained, boolean isExact) {
        bids.evictTo(retained, isExact);
        asks.evictTo(retained, isExact);
        if (numbers.isFull()) {
            renumber(ReplayNumbers.pooled());
        }
    }

    /** The book stopped to be trusted: it certifies nothing until it is loaded. */
    public void forgetCertified() {
        bids.forgetCertified();
        asks.forgetCertified();
    }

    /** How many levels of a listing the replay confirms, of both sides. */
    public int confirmed(Listing listing) {
        return bids.agreeing(listing.levels().bids()) + asks.agreeing(listing.levels().asks());
    }

    /** The first level of a listing that must be another one, null where it follows. */
    public Difference difference(Listing listing) {
        return difference(listing, true);
    }

    /** The same as deep as the listing goes, whatever the replay knows beyond that. */
    public Difference differenceInside(Listing listing) {
        return difference(listing, false);
    }

    private Difference difference(Listing listing, boolean mayEnd) {
        for (Side side : Side.values()) {
            ReplaySide replayed = of(side);
            BookSide listed = listing.levels().side(side);
            int level = replayed.agreeing(listed);
            if (replayed.contradicts(listed, level, mayEnd && listing.isWhole(side))) {
                boolean isKnown = replayed.knows(level);
                return new Difference(
                        side,
                        level,
                        isKnown,
                        isKnown ? replayed.levels().price(level) : 0,
                        isKnown ? replayed.levels().quantity(level) : 0);
            }
        }
        return null;
    }

    /** The fewest levels of a side that a listing must certify. */
    public int leastCertified(Side side, Listing listing) {
        return of(side).leastCertified(listing.levels().side(side));
    }

    /** The most levels of a side that a listing can certify. */
    public int mostCertified(Side side, Listing listing) {
        BookSide listed = listing.levels().side(side);
        return listing.widens() ? listed.size() : of(side).mostCertified(listed);
    }

    /** Takes what a listing without a difference says beyond what is known. */
    public void learn(Listing listing) {
        for (Side side : Side.values()) {
            of(side).learn(listing.levels().side(side), listing.isWhole(side));
        }
    }

    /** Takes what a listing certifies. */
    public void learnCertified(Listing listing) {
        for (Side side : Side.values()) {
            of(side).learnCertified(
                            listing.levels().side(side), listing.covered(side), listing.widens());
        }
    }
}
