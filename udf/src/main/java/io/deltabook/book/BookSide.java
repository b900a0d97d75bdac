// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.batch.ByteSink;
import io.deltabook.book.Horizon.Reach;
import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;

/**
 * One side of a book: its levels in order, and its horizon, the worst rank down to which the side
 * is known to be complete. Prices are held as ranks: the price for bids, its negation for asks, so
 * a larger rank is always the better price. A side made for changes keeps its levels on a grid of
 * ticks for as long as the prices allow it.
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
     * A side made to be listed and compared.
     *
     * @param pool the pool that prices and quantities are tokens of, null where they are the
     *     numbers
     */
    static BookSide listed(Side side, WideDecimals pool) {
        return new BookSide(side, pool, false);
    }

    /** A side made to be changed row by row; tokens of a pool have no ticks. */
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

    /** Compares two ranks: positive where the first is the better price. */
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

    /** Quantity at a price, 0 where there is no level. */
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

    /** Prices that no grid can hold; the next load tries again. */
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
     * Adds step, best rank and then, level by level, quantity and distance to the next in steps.
     */
    void writeLevels(ByteSink to) {
        if (!isEmpty()) {
            to.add(levels.step());
            to.add(levels.bestRank());
            levels.write(to);
        }
    }

    /** Reads what {@link #writeLevels} wrote of so many levels into the empty side. */
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
     * Replaces the whole side by a listed one's levels; the horizon becomes its worst price. A side
     * that lists nothing is known to be empty.
     */
    void load(BookSide other) {
        clear();
        for (int level = other.size() - 1; level >= 0; level--) {
            setRank(other.rankAt(level), other.quantity(level));
        }
        horizon = other.range();
    }

    /** Removes the worst levels until at most {@code retained} are left; moves the horizon. */
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

    /** What a listing of this side tells: down to its worst price, or that there is nothing. */
    Horizon range() {
        return isEmpty() ? Horizon.EVERYTHING : Horizon.inclusive(levels.worstRank());
    }

    /** Whether a price lies inside what this side lists. */
    public boolean lists(long price) {
        return !isEmpty() && compare(rank(price), levels.worstRank()) >= 0;
    }

    /** Whether a level of that rank lies at or inside a horizon. */
    boolean covers(Horizon bound, long rank) {
        if (!bound.reach().hasRank()) {
            return bound.reach() == Reach.EVERYTHING;
        }
        int order = compare(rank, bound.rank());
        return order > 0 || (order == 0 && bound.reach() == Reach.INCLUSIVE);
    }

    /** Whether one horizon reaches further from the best price than another. */
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

    /** Only what is better than a price stays certain. */
    public void certainBefore(long price) {
        Horizon bound = Horizon.exclusive(rank(price));
        if (isFurther(horizon, bound)) {
            horizon = bound;
        }
    }

    /** Only so many of the best levels are known to be complete. */
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

    /** How many of the best {@code most} lie at or inside the horizon. */
    public int covered(int most) {
        int end = Math.min(most, size());
        int count = 0;
        while (count < end && covers(horizon, levels.rankAt(count))) {
            count++;
        }
        return count;
    }

    /** Whether both sides have the same levels and quantities from the best down to a bound. */
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

    /** Replaces the levels inside a listed side's range by its levels. */
    void replaceRange(BookSide other) {
        Horizon range = other.range();
        while (!isEmpty() && covers(range, levels.bestRank())) {
            levels.removeBest();
        }
        for (int level = other.size() - 1; level >= 0; level--) {
            setRank(other.rankAt(level), other.quantity(level));
        }
    }

    /** Copies the best {@code most} prices, best first. */
    public long[] prices(int most) {
        long[] copy = new long[Math.min(most, size())];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = rank(levels.rankAt(i));
        }
        return copy;
    }

    /** Copies the best {@code most} quantities, best first. */
    public long[] quantities(int most) {
        long[] copy = new long[Math.min(most, size())];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = levels.quantityAt(i);
        }
        return copy;
    }
}
