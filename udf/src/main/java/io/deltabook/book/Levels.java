// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.batch.ByteSink;

/**
 * Price levels of one side in order. Prices are ranks: a larger rank is the better price. Levels
 * are numbered from the best, 0.
 */
abstract sealed class Levels permits SortedLevels, TickLevels {
    /**
     * Sets the absolute quantity of a rank; 0 removes it, removing an absent level is normal.
     *
     * @return false if this representation cannot hold the rank; then nothing is changed
     */
    abstract boolean set(long rank, long quantity);

    /** The quantity of a rank, 0 if there is no level. */
    abstract long get(long rank);

    abstract int size();

    /** Rank of the best level; there must be one. */
    abstract long bestRank();

    /** Quantity of the best level; there must be one. */
    abstract long bestQuantity();

    /** Rank of the worst level; there must be one. */
    abstract long worstRank();

    /** Rank of a level; sequential access from the best is cheap, random access may not be. */
    abstract long rankAt(int level);

    /** Quantity of a level; see {@link #rankAt}. */
    abstract long quantityAt(int level);

    /**
     * Copies consecutive levels.
     *
     * @param from number of the first
     * @return how many, at most as many as the arrays hold
     */
    abstract int copy(int from, long[] toRanks, long[] toQuantities);

    /** Removes the best level; there must be one. */
    abstract void removeBest();

    /** Removes the worst levels and returns the rank of the best one among them. */
    abstract long removeWorst(int count);

    abstract void clear();

    /** A number of which all ranks are multiples; 1 if unknown. */
    abstract long step();

    /**
     * Adds the best level's quantity, then for each further level the distance in steps and the
     * quantity.
     */
    abstract void write(ByteSink to);
}
