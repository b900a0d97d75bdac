// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

/**
 * The worst rank down to which a side is known to be complete: none, a rank that is itself known
 * (inclusive) or not (exclusive), or everything, beyond every rank. Ranks grow towards the best
 * price.
 *
 * @param reach how far it reaches
 * @param rank the worst rank, 0 where there is none
 */
record Horizon(Reach reach, long rank) {
    /** Nothing is known. */
    static final Horizon NONE = new Horizon(Reach.NOTHING, 0);

    /** The whole side is known. */
    static final Horizon EVERYTHING = new Horizon(Reach.EVERYTHING, 0);

    /** How far a horizon reaches. The order is the state form. */
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
