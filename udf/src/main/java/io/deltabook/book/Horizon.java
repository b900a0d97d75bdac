// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

/**
 * The worst rank up to which a side is known to be complete: none, a rank that is itself known
 * (inclusive) or not (exclusive), or everything. Ranks increase towards the best price.
 *
 * @param reach how far it extends
 * @param rank the worst rank, 0 if there is none
 */
record Horizon(Reach reach, long rank) {
    /** Nothing is known. */
    static final Horizon NONE = new Horizon(Reach.NOTHING, 0);

    /** The whole side is known. */
    static final Horizon EVERYTHING = new Horizon(Reach.EVERYTHING, 0);

    /** How far a horizon extends. The order is part of the state format. */
    enum Reach {
        NOTHING,
        INCLUSIVE,
        EXCLUSIVE,
        EVERYTHING;

        /** Whether there is a worst rank. */
        boolean hasRank() {
            return this == INCLUSIVE || this == EXCLUSIVE;
        }
    }

    static Horizon inclusive(long rank) {
        return new Horizon(Reach.INCLUSIVE, rank);
    }

    static Horizon exclusive(long rank) {
        return new Horizon(Reach.EXCLUSIVE, rank);
    }
}
