// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

/**
 * The worst rank down to which a side is known to be complete: none, or a rank that is itself known
 * (inclusive) or not (exclusive). Ranks grow towards the best price.
 *
 * @param known false for no horizon: nothing is certified
 * @param rank the worst rank
 * @param inclusive whether the rank itself is known
 */
record Horizon(boolean known, long rank, boolean inclusive) {
    static final Horizon NONE = new Horizon(false, 0, false);

    static Horizon inclusive(long rank) {
        return new Horizon(true, rank, true);
    }

    static Horizon exclusive(long rank) {
        return new Horizon(true, rank, false);
    }

    /** Whether a level of that rank lies at or inside the horizon. */
    boolean covers(long candidate) {
        return known && (inclusive ? candidate >= rank : candidate > rank);
    }

    /** Whether this horizon reaches further from the best price than another. */
    boolean isFurtherThan(Horizon other) {
        if (!known || !other.known) {
            return known;
        }
        return rank < other.rank || (rank == other.rank && inclusive && !other.inclusive);
    }

    /** The nearer of the two. */
    static Horizon nearer(Horizon one, Horizon other) {
        return one.isFurtherThan(other) ? other : one;
    }
}
