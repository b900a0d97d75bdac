// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.batch.ByteSink;

/**
 * Price levels of one side in order. Prices are ranks: a larger rank is the better price. The
 * places of levels count from the best, 0.
 */
abstract sealed class Levels permits SortedLevels, TickLevels {
    /**
     * Sets the absolute quantity of a rank; 0 removes it, removing an absent level is normal.
     *
     * @return false if this form of levels cannot hold the rank; nothing is changed then
     */
    abstract boolean set(long rank, long quantity);

    /** The quantity of a rank, 0 where there is no level. */
    abstract long get(long rank);

    abstract int size();

    /** Rank of the best level; there must be one. */
    abstract long bestRank();

    /** Quantity of the best level; there must be one. */
    abstract long bestQuantity();

    /** Rank of the worst level; there must be one. */
    abstract long worstRank();

    /** Rank of a level; walking from the best to worse ones is cheap, jumping may not be. */
    abstract long rankAt(int level);

    /** Quantity of a level; as {@link #rankAt}. */
    abstract long quantityAt(int level);

    /** Removes the best level; there must be one. */
    abstract void removeBest();

    /** Removes the worst levels and returns the rank of the best one among them. */
    abstract long removeWorst(int count);

    abstract void clear();

    /** The number that all ranks are multiples of, as far as this form knows; 1 if it does not. */
    abstract long step();

    /**
     * Adds the best level's quantity and, for each further one, its distance in steps before it.
     */
    abstract void write(ByteSink to);
}
