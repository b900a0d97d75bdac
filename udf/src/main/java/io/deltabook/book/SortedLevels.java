// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.batch.ByteSink;
import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;

/**
 * Levels in sorted arrays, best last: holds any ranks, including tokens of a pool, with random
 * access by position. An insertion or removal moves the elements between it and the nearer end.
 *
 * <p>Not thread-safe.
 */
final class SortedLevels extends Levels {
    private static final int INITIAL_CAPACITY = 256;

    private final Side side;
    private final WideDecimals pool;
    private long[] ranks;
    private long[] quantities;
    private int from;
    private int to;

    /**
     * @param pool the pool whose tokens the prices are, null if they are plain numbers
     */
    SortedLevels(Side side, WideDecimals pool) {
        this.side = side;
        this.pool = pool;
        ranks = new long[INITIAL_CAPACITY];
        quantities = new long[INITIAL_CAPACITY];
        from = INITIAL_CAPACITY / 2;
        to = from;
    }

    /** Compares two ranks: positive if the first is the better price. */
    static int compare(Side side, WideDecimals pool, long one, long other) {
        if (pool == null) {
            return Long.compare(one, other);
        }
        return side == Side.BID ? pool.compare(one, other) : pool.compare(-other, -one);
    }

    @Override
    boolean set(long rank, long quantity) {
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
        return true;
    }

    @Override
    long get(long rank) {
        int at = position(rank);
        return at < to && ranks[at] == rank ? quantities[at] : 0;
    }

    /** Index of the first rank at or above the given one, {@code to} if there is none. */
    private int position(long rank) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean below =
                    pool == null
                            ? ranks[middle] < rank
                            : compare(side, pool, ranks[middle], rank) < 0;
            if (below) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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

    /** Makes room at both ends; returns by how much every index decreased. */
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

    @Override
    int size() {
        return to - from;
    }

    @Override
    long bestRank() {
        return ranks[to - 1];
    }

    @Override
    long bestQuantity() {
        return quantities[to - 1];
    }

    @Override
    long worstRank() {
        return ranks[from];
    }

    @Override
    long rankAt(int level) {
        return ranks[to - 1 - level];
    }

    @Override
    long quantityAt(int level) {
        return quantities[to - 1 - level];
    }

    @Override
    int copy(int from, long[] toRanks, long[] toQuantities) {
        int count = Math.max(0, Math.min(toRanks.length, size() - from));
        for (int i = 0; i < count; i++) {
            toRanks[i] = rankAt(from + i);
            toQuantities[i] = quantityAt(from + i);
        }
        return count;
    }

    @Override
    void removeBest() {
        to--;
    }

    @Override
    long removeWorst(int count) {
        from += count;
        return ranks[from - 1];
    }

    @Override
    void clear() {
        from = ranks.length / 2;
        to = from;
    }

    @Override
    long step() {
        return 1;
    }

    @Override
    void write(ByteSink to) {
        to.addWhole(bestQuantity());
        for (int at = this.to - 2; at >= from; at--) {
            to.add(ranks[at + 1] - ranks[at]);
            to.addWhole(quantities[at]);
        }
    }
}
