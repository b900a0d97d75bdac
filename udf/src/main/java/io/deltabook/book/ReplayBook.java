// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Side;
import io.deltabook.number.ScaledDecimal;
import java.math.BigDecimal;

/**
 * A book replayed from the listings and deltas of an event stream, to tell whether later listings
 * follow from them. It tracks how much can be known: an anchor that lists only the best levels
 * tells nothing about those beyond, and a book that retains a limited number of levels forgets the
 * others.
 *
 * <p>Values are DECIMAL(38,18), given as the two halves of their 128 bits. Call {@link #fit} before
 * using one; if that changed the book's numbers, earlier listings and numbers are invalid. Not
 * thread-safe.
 */
public final class ReplayBook {
    private ReplaySide bids = new ReplaySide(Side.BID);
    private ReplaySide asks = new ReplaySide(Side.ASK);
    private ReplayNumbers numbers = ReplayNumbers.MIN;
    private boolean started;
    private long numberings;

    /**
     * The content of a BOOK_SNAPSHOT.
     *
     * @param levels its levels
     * @param depth maximum levels per side that it lists; a side with fewer is the whole side
     * @param coveredBids bids it covers ({@code covered_bids}; of schema version 1 {@code
     *     certified_bids})
     * @param coveredAsks asks it covers
     * @param widens whether it follows an event that may have widened the book's horizon
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
     * Where a listing contradicts the replay.
     *
     * @param side side of the level
     * @param level its number, 0 = best
     * @param isKnown whether the replay has a level of that number
     * @param price the replayed level's price
     * @param quantity the replayed level's quantity
     */
    public record Difference(Side side, int level, boolean isKnown, long price, long quantity) {}

    /** Ensures that the book can hold a price and a quantity. */
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
        numberings++;
    }

    /** An empty book for the levels of a listing. */
    public OrderBook newLevels() {
        return OrderBook.listed(numbers.pool());
    }

    /** The number of a price that was passed to {@link #fit}. */
    public long price(long high, long low) {
        return numbers.price(high, low);
    }

    /** The number of a quantity that was passed to {@link #fit}. */
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

    /** {@link #priceValue} with as few decimals as the book's numbers have: cheap to compute. */
    public BigDecimal shortPrice(long price) {
        return numbers.shortPrice(price);
    }

    /** {@link #quantityValue} with as few decimals as the book's numbers have. */
    public BigDecimal shortQuantity(long quantity) {
        return numbers.shortQuantity(quantity);
    }

    /**
     * Sums the quantities of a side from its best level to each of some prices, which count too.
     *
     * @param limits the prices, which need not be levels; none is better than the one before
     * @return the sums; null where a level up to the price may be unknown
     */
    public BigDecimal[] depthsTo(Side side, BigDecimal[] limits) {
        BigDecimal[] depths = new BigDecimal[limits.length];
        DepthSum sum = new DepthSum(of(side).levels(), numbers);
        for (int i = 0; i < limits.length; i++) {
            long limit = numbers.limit(side, limits[i]);
            if (!started || limit == ScaledDecimal.NONE || !of(side).knowsTo(limit)) {
                return depths;
            }
            depths[i] = sum.to(limit);
        }
        return depths;
    }

    /** How often the numbers have changed. */
    public long numberings() {
        return numberings;
    }

    /** Whether it is known which level of a side is the best, or that there is none. */
    public boolean knowsBest(Side side) {
        return started && of(side).knowsBest();
    }

    /** A side's levels, of which the best is only meaningful if {@link #knowsBest}. */
    public BookSide levels(Side side) {
        return of(side).levels();
    }

    /** Whether the best levels of both sides must be certified if messages prove them. */
    public boolean mustCertifyBest() {
        return bids.mustCertifyBest() && asks.mustCertifyBest();
    }

    /** Whether the best levels of both sides can be certified. */
    public boolean mayCertifyBest() {
        return bids.mayCertifyBest() && asks.mayCertifyBest();
    }

    /** Whether there is anything to compare a listing with. */
    public boolean isStarted() {
        return started;
    }

    /** Clears everything, until the next start. */
    public void stop() {
        started = false;
    }

    /** Starts with a book known to be empty. */
    public void startEmpty() {
        bids.startEmpty();
        asks.startEmpty();
        started = true;
    }

    /** Starts with a listing. */
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

    /** Applies a BOOK_DELTA; its values need not {@link #fit}. */
    public void set(Side side, long priceHigh, long priceLow, long quantityHigh, long quantityLow) {
        long price = numbers.price(priceHigh, priceLow);
        long quantity = numbers.quantity(quantityHigh, quantityLow);
        if (price == ScaledDecimal.NONE || quantity == ScaledDecimal.NONE) {
            fit(priceHigh, priceLow, quantityHigh, quantityLow);
            price = numbers.price(priceHigh, priceLow);
            quantity = numbers.quantity(quantityHigh, quantityLow);
        }
        set(side, price, quantity);
    }

    /** Applies a BOOK_DELTA whose values are numbers of the book. */
    void set(Side side, long price, long quantity) {
        of(side).levels().set(price, quantity);
    }

    /**
     * Ends a message.
     *
     * @param retained levels per side that the book retains
     * @param isExact false if it may retain more
     */
    public void endMessage(int retained, boolean isExact) {
        bids.evictTo(retained, isExact);
        asks.evictTo(retained, isExact);
        if (numbers.isFull()) {
            renumber(ReplayNumbers.pooled());
        }
    }

    /** The book is no longer trusted: it certifies nothing until it is loaded. */
    public void forgetCertified() {
        bids.forgetCertified();
        asks.forgetCertified();
    }

    /** How many levels of a listing, on both sides, the replay confirms. */
    public int confirmed(Listing listing) {
        return bids.agreeing(listing.levels().bids()) + asks.agreeing(listing.levels().asks());
    }

    /** The first level of a listing that contradicts the replay, null if none does. */
    public Difference difference(Listing listing) {
        return difference(listing, true);
    }

    /**
     * Like the above, compared to the full depth of the listing, whatever the replay knows beyond.
     */
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

    /** The minimum number of levels of a side that a listing must certify. */
    public int minCertified(Side side, Listing listing) {
        return of(side).minCertified(listing.levels().side(side));
    }

    /** The maximum number of levels of a side that a listing can certify. */
    public int maxCertified(Side side, Listing listing) {
        BookSide listed = listing.levels().side(side);
        return listing.widens() ? listed.size() : of(side).maxCertified(listed);
    }

    /** Adopts what a consistent listing tells beyond what is known. */
    public void learn(Listing listing) {
        for (Side side : Side.values()) {
            of(side).learn(listing.levels().side(side), listing.isWhole(side));
        }
    }

    /** How many of the best {@code max} levels of a side are those of the book, without a hole. */
    public int known(Side side, int max) {
        return started ? of(side).known(max) : 0;
    }

    /** How many of the best {@code max} levels of a side the book covered at least. */
    public int covered(Side side, int max) {
        return started ? of(side).covered(max) : 0;
    }

    /** Whether the replay knows every level of a side. */
    public boolean knowsAll(Side side) {
        return started && of(side).knowsAll();
    }

    /**
     * Adopts what a listing of the replayed book tells: a whole one replaces it, another extends it
     * and limits what is covered.
     */
    public void follow(Listing listing, boolean isAnchor) {
        if (isAnchor) {
            start(listing);
            return;
        }
        learn(listing);
        for (Side side : Side.values()) {
            of(side).follow(listing.levels().side(side), listing.covered(side));
        }
    }

    /** Adopts what a listing certifies. */
    public void learnCertified(Listing listing) {
        for (Side side : Side.values()) {
            of(side).learnCertified(
                            listing.levels().side(side), listing.covered(side), listing.widens());
        }
    }
}
