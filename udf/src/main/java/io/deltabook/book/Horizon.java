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
}
