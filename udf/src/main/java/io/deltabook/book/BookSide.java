// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;
import java.util.Arrays;

/**
 * Levels of one side, sorted, best last, so that most changes move little memory. Prices are held
 * as ranks: the price for bids, its negation for asks, so a larger rank is always the better price.
 * Also holds the side's horizon: the worst rank down to which the side is known to be complete.
 *
 * <p>Not thread-safe; used by one lane's engine.
 */
public final class BookSide {
    private static final int INITIAL_CAPACITY = 256;

    private final Side side;
    private final WideDecimals pool;
    private long[] ranks;
    private long[] quantities;
    private int from;
    private int to;
    private Horizon horizon = Horizon.NONE;

    /**
     * @param pool the pool that prices and quantities are tokens of, null where they are the
     *     numbers
     */
    BookSide(Side side, WideDecimals pool) {
        this.side = side;
        this.pool = pool;
        ranks = new long[INITIAL_CAPACITY];
        quantities = new long[INITIAL_CAPACITY];
        from = INITIAL_CAPACITY / 2;
        to = from;
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
        if (pool == null) {
            return Long.compare(one, other);
        }
        return side == Side.BID ? pool.compare(one, other) : pool.compare(-other, -one);
    }

    /** Whether this side's best price is at or beyond a price of the other side. */
    public boolean reaches(long otherPrice) {
        return !isEmpty() && compare(ranks[to - 1], rank(otherPrice)) >= 0;
    }

    /** A quantity as a double, for ratios. */
    double quantityAsDouble(int level) {
        return pool == null ? quantity(level) : pool.number(quantity(level)).doubleValue();
    }

    public int size() {
        return to - from;
    }

    public boolean isEmpty() {
        return to == from;
    }

    /** Price of the level-th best level, 0 = best. */
    public long price(int level) {
        return rank(rankAt(level));
    }

    /** Rank of the level-th best level, 0 = best. */
    long rankAt(int level) {
        return ranks[to - 1 - checked(level)];
    }

    /** Quantity of the level-th best level, 0 = best. */
    public long quantity(int level) {
        return quantities[to - 1 - checked(level)];
    }

    private int checked(int level) {
        if (level < 0 || level >= size()) {
            throw new IndexOutOfBoundsException(
                    "level must be 0.." + (size() - 1) + ", but was " + level + " side=" + side);
        }
        return level;
    }

    /** Sets the absolute quantity of a price; 0 removes it, removing an absent level is normal. */
    public void set(long price, long quantity) {
        long rank = rank(price);
        int at = position(rank);
        boolean present = at < to && ranks[at] == rank;
        if (quantity == 0) {
            if (present) {
                removeAt(at);
            }
        } else if (present) {
            quantities[at] = quantity;
        } else {
            insertAt(at, rank, quantity);
        }
    }

    /** Index of the first rank at or above the given one, {@code to} when there is none. */
    private int position(long rank) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pool == null ? ranks[middle] < rank : compare(ranks[middle], rank) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Appends a level better than all others. */
    void append(long rank, long quantity) {
        insertAt(to, rank, quantity);
    }

    private void removeAt(int at) {
        if (at - from < to - 1 - at) {
            System.arraycopy(ranks, from, ranks, from + 1, at - from);
            System.arraycopy(quantities, from, quantities, from + 1, at - from);
            from++;
        } else {
            System.arraycopy(ranks, at + 1, ranks, at, to - 1 - at);
            System.arraycopy(quantities, at + 1, quantities, at, to - 1 - at);
            to--;
        }
    }

    private void insertAt(int position, long rank, long quantity) {
        int at = position;
        boolean towardsFront = at - from < to - at;
        if (towardsFront ? from == 0 : to == ranks.length) {
            at -= recentre();
        }
        if (towardsFront) {
            System.arraycopy(ranks, from, ranks, from - 1, at - from);
            System.arraycopy(quantities, from, quantities, from - 1, at - from);
            from--;
            at--;
        } else {
            System.arraycopy(ranks, at, ranks, at + 1, to - at);
            System.arraycopy(quantities, at, quantities, at + 1, to - at);
            to++;
        }
        ranks[at] = rank;
        quantities[at] = quantity;
    }

    /** Makes room at both ends; returns how far every index moved down. */
    private int recentre() {
        int size = size();
        int capacity = ranks.length;
        if (size > capacity / 2) {
            capacity = Math.multiplyExact(capacity, 2);
        }
        int newFrom = (capacity - size) / 2;
        long[] newRanks = new long[capacity];
        long[] newQuantities = new long[capacity];
        System.arraycopy(ranks, from, newRanks, newFrom, size);
        System.arraycopy(quantities, from, newQuantities, newFrom, size);
        int moved = from - newFrom;
        ranks = newRanks;
        quantities = newQuantities;
        from = newFrom;
        to = newFrom + size;
        return moved;
    }

    /** Removes all levels and the horizon. */
    public void clear() {
        from = ranks.length / 2;
        to = from;
        horizon = Horizon.NONE;
    }

    /** Replaces the whole side by another's levels; the horizon becomes its worst price. */
    void load(BookSide other) {
        ranks = Arrays.copyOf(other.ranks, other.ranks.length);
        quantities = Arrays.copyOf(other.quantities, other.quantities.length);
        from = other.from;
        to = other.to;
        horizon = isEmpty() ? Horizon.NONE : Horizon.inclusive(ranks[from]);
    }

    /** Removes the worst levels until at most {@code retained} are left; moves the horizon. */
    void evictTo(int retained) {
        int excess = size() - retained;
        if (excess <= 0) {
            return;
        }
        from += excess;
        long evicted = ranks[from - 1];
        if (covers(horizon, evicted)) {
            horizon = Horizon.exclusive(evicted);
        }
    }

    /** Whether a level of that rank lies at or inside a horizon. */
    boolean covers(Horizon bound, long rank) {
        if (!bound.known()) {
            return false;
        }
        int order = compare(rank, bound.rank());
        return order > 0 || (order == 0 && bound.inclusive());
    }

    /** Whether one horizon reaches further from the best price than another. */
    boolean isFurther(Horizon one, Horizon other) {
        if (!one.known() || !other.known()) {
            return one.known();
        }
        int order = compare(one.rank(), other.rank());
        return order < 0 || (order == 0 && one.inclusive() && !other.inclusive());
    }

    Horizon horizon() {
        return horizon;
    }

    void horizon(Horizon value) {
        horizon = value;
    }

    /** How many of the best {@code levels} lie at or inside the horizon. */
    public int certified(int levels) {
        int most = Math.min(levels, size());
        int count = 0;
        while (count < most && covers(horizon, ranks[to - 1 - count])) {
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

    /** Replaces the levels from the best to the other side's worst price by the other's levels. */
    void replaceRange(BookSide other) {
        if (other.isEmpty()) {
            return;
        }
        long worst = other.rankAt(other.size() - 1);
        while (!isEmpty() && compare(ranks[to - 1], worst) >= 0) {
            to--;
        }
        for (int level = other.size() - 1; level >= 0; level--) {
            append(other.rankAt(level), other.quantity(level));
        }
    }

    /** Copies the best {@code levels} prices, best first. */
    public long[] prices(int levels) {
        long[] copy = new long[Math.min(levels, size())];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = rank(ranks[to - 1 - i]);
        }
        return copy;
    }

    /** Copies the best {@code levels} quantities, best first. */
    public long[] quantities(int levels) {
        long[] copy = new long[Math.min(levels, size())];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = quantities[to - 1 - i];
        }
        return copy;
    }
}
