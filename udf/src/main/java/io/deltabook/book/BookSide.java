// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.batch.ByteSink;
import io.deltabook.book.Horizon.Reach;
import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;

/**
 * One side of a book: its levels in order, and its horizon, the worst rank up to which the side is
 * known to be complete. Prices are stored as ranks: the price for bids, its negation for asks, so a
 * larger rank is always the better price. A side created for updates keeps its levels on a tick
 * grid as long as the prices allow it.
 *
 * <p>Not thread-safe; used by one lane's engine.
 */
public final class BookSide {
    private final Side side;
    private final WideDecimals pool;
    private final boolean changing;
    private Levels levels;
    private Horizon horizon = Horizon.NONE;

    private BookSide(Side side, WideDecimals pool, boolean changing) {
        this.side = side;
        this.pool = pool;
        this.changing = changing;
        levels = changing ? new TickLevels() : new SortedLevels(side, pool);
    }

    /**
     * A side created to be listed and compared.
     *
     * @param pool the pool whose tokens the prices and quantities are, null if they are plain
     *     numbers
     */
    static BookSide listed(Side side, WideDecimals pool) {
        return new BookSide(side, pool, false);
    }

    /** A side created to be updated row by row; tokens of a pool have no ticks. */
    static BookSide changing(Side side, WideDecimals pool) {
        return new BookSide(side, pool, pool == null);
    }

    public Side side() {
        return side;
    }

    /** Rank of a price on this side, and price of a rank: the mapping is its own inverse. */
    public long rank(long price) {
        return side == Side.BID ? price : -price;
    }

    /** Compares two ranks: positive if the first is the better price. */
    int compare(long one, long other) {
        return SortedLevels.compare(side, pool, one, other);
    }

    /** Whether this side's best price is at or beyond a price of the other side. */
    public boolean reaches(long otherPrice) {
        return !isEmpty() && compare(levels.bestRank(), rank(otherPrice)) >= 0;
    }

    /** A quantity as a double, for ratios. */
    double quantityAsDouble(int level) {
        return pool == null ? quantity(level) : pool.number(quantity(level)).doubleValue();
    }

    public int size() {
        return levels.size();
    }

    public boolean isEmpty() {
        return levels.size() == 0;
    }

    /** Price of the level-th best level, 0 = best. */
    public long price(int level) {
        return rank(rankAt(level));
    }

    /** Rank of the level-th best level, 0 = best. */
    long rankAt(int level) {
        return levels.rankAt(checked(level));
    }

    /** Quantity of the level-th best level, 0 = best. */
    public long quantity(int level) {
        return levels.quantityAt(checked(level));
    }

    /** Copies ranks and quantities of levels from one on; returns how many, 0 behind the last. */
    int copy(int from, long[] toRanks, long[] toQuantities) {
        return levels.copy(from, toRanks, toQuantities);
    }

    /** Quantity at a price, 0 if there is no level. */
    public long quantityAt(long price) {
        return levels.get(rank(price));
    }

    private int checked(int level) {
        if (level < 0 || level >= size()) {
            throw new IndexOutOfBoundsException(
                    "level must be 0.." + (size() - 1) + ", but was " + level + " side=" + side);
        }
        return level;
    }

    /** Best price; there must be one. */
    public long bestPrice() {
        return rank(levels.bestRank());
    }

    /** Quantity at the best price; there must be one. */
    public long bestQuantity() {
        return levels.bestQuantity();
    }

    /** Rank of the worst level; there must be one. */
    long worstRank() {
        return levels.worstRank();
    }

    /** Sets the absolute quantity of a price; 0 removes it, removing an absent level is normal. */
    public void set(long price, long quantity) {
        setRank(rank(price), quantity);
    }

    void setRank(long rank, long quantity) {
        if (!levels.set(rank, quantity)) {
            leaveTicks();
            levels.set(rank, quantity);
        }
    }

    /** The prices do not fit a grid; the next load tries again. */
    private void leaveTicks() {
        SortedLevels sorted = new SortedLevels(side, pool);
        for (int level = 0; level < levels.size(); level++) {
            sorted.set(levels.rankAt(level), levels.quantityAt(level));
        }
        levels = sorted;
    }

    /** Removes the best level; there must be one. */
    public void removeBest() {
        levels.removeBest();
    }

    /**
     * Adds the step, the best rank and then, per level, its quantity and the distance to the next
     * in steps.
     */
    void writeLevels(ByteSink to) {
        if (!isEmpty()) {
            to.add(levels.step());
            to.add(levels.bestRank());
            levels.write(to);
        }
    }

    /** Reads a number of levels written by {@link #writeLevels} into the empty side. */
    void readLevels(int size, ByteSink.Source in) {
        if (size == 0) {
            return;
        }
        long step = in.next();
        long rank = in.next();
        setRank(rank, in.nextWhole());
        for (int level = 1; level < size; level++) {
            rank -= in.next() * step;
            setRank(rank, in.nextWhole());
        }
    }

    /** Removes all levels and the horizon. */
    public void clear() {
        if (changing && levels instanceof SortedLevels) {
            levels = new TickLevels();
        } else {
            levels.clear();
        }
        horizon = Horizon.NONE;
    }

    /**
     * Replaces the whole side with a listed one's levels; the horizon becomes its worst price. A
     * side that lists nothing is known to be empty.
     */
    void load(BookSide other) {
        clear();
        for (int level = other.size() - 1; level >= 0; level--) {
            setRank(other.rankAt(level), other.quantity(level));
        }
        horizon = other.range();
    }

    /** Removes the worst levels so that at most {@code retained} remain; moves the horizon. */
    void evictTo(int retained) {
        int excess = size() - retained;
        if (excess <= 0) {
            return;
        }
        long evicted = levels.removeWorst(excess);
        if (covers(horizon, evicted)) {
            horizon = Horizon.exclusive(evicted);
        }
    }

    /**
     * Removes the worst levels and leaves the horizon.
     *
     * @return the best rank removed
     */
    long removeWorst(int count) {
        return levels.removeWorst(count);
    }

    /** The horizon of a listing of this side: its worst price, or everything if it is empty. */
    Horizon range() {
        return isEmpty() ? Horizon.EVERYTHING : Horizon.inclusive(levels.worstRank());
    }

    /** Whether a price is within the listed range of this side. */
    public boolean lists(long price) {
        return !isEmpty() && compare(rank(price), levels.worstRank()) >= 0;
    }

    /** Whether a rank is at or within a horizon. */
    boolean covers(Horizon bound, long rank) {
        if (!bound.reach().hasRank()) {
            return bound.reach() == Reach.EVERYTHING;
        }
        int order = compare(rank, bound.rank());
        return order > 0 || (order == 0 && bound.reach() == Reach.INCLUSIVE);
    }

    /** Whether one horizon extends further from the best price than another. */
    boolean isFurther(Horizon one, Horizon other) {
        if (!one.reach().hasRank() || !other.reach().hasRank()) {
            return one.reach() != other.reach()
                    && (one.reach() == Reach.EVERYTHING || other.reach() == Reach.NOTHING);
        }
        int order = compare(one.rank(), other.rank());
        return order < 0
                || (order == 0
                        && one.reach() == Reach.INCLUSIVE
                        && other.reach() == Reach.EXCLUSIVE);
    }

    /** Limits the horizon to prices better than a given one. */
    public void certainBefore(long price) {
        Horizon bound = Horizon.exclusive(rank(price));
        if (isFurther(horizon, bound)) {
            horizon = bound;
        }
    }

    /** Limits the horizon to a number of best levels. */
    public void coverAtMost(int count) {
        Horizon bound = count == 0 ? Horizon.NONE : Horizon.inclusive(rankAt(count - 1));
        if (isFurther(horizon, bound)) {
            horizon = bound;
        }
    }

    Horizon horizon() {
        return horizon;
    }

    void horizon(Horizon value) {
        horizon = value;
    }

    /** How many of the best {@code max} levels are at or within the horizon. */
    public int covered(int max) {
        int end = Math.min(max, size());
        int count = 0;
        while (count < end && covers(horizon, levels.rankAt(count))) {
            count++;
        }
        return count;
    }

    /** Whether both sides have the same levels and quantities from the best to a bound. */
    boolean agreesWith(BookSide other, Horizon bound) {
        int here = countInside(bound);
        if (here != other.countInside(bound)) {
            return false;
        }
        for (int level = 0; level < here; level++) {
            if (rankAt(level) != other.rankAt(level) || quantity(level) != other.quantity(level)) {
                return false;
            }
        }
        return true;
    }

    private int countInside(Horizon bound) {
        int count = 0;
        while (count < size() && covers(bound, rankAt(count))) {
            count++;
        }
        return count;
    }

    /** Replaces the levels within a listed side's range with its levels. */
    void replaceRange(BookSide other) {
        Horizon range = other.range();
        while (!isEmpty() && covers(range, levels.bestRank())) {
            levels.removeBest();
        }
        for (int level = other.size() - 1; level >= 0; level--) {
            setRank(other.rankAt(level), other.quantity(level));
        }
    }

    /** Copies the best {@code max} prices, best first. */
    public long[] prices(int max) {
        long[] copy = new long[Math.min(max, size())];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = rank(levels.rankAt(i));
        }
        return copy;
    }

    /** Copies the best {@code max} quantities, best first. */
    public long[] quantities(int max) {
        long[] copy = new long[Math.min(max, size())];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = levels.quantityAt(i);
        }
        return copy;
    }
}
