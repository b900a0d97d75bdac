// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Side;

/**
 * One side of a {@link ReplayBook}: the levels given by a listing and the deltas after it, how far
 * they are known to match the book that wrote the listing, and bounds of how far that book can have
 * certified its levels.
 */
final class ReplaySide {
    private final BookSide levels;
    private Horizon known = Horizon.NONE;
    private Horizon minCertified = Horizon.NONE;
    private Horizon maxCertified = Horizon.NONE;

    ReplaySide(Side side) {
        this(BookSide.changing(side, null));
    }

    private ReplaySide(BookSide levels) {
        this.levels = levels;
    }

    BookSide levels() {
        return levels;
    }

    void startEmpty() {
        levels.clear();
        known = Horizon.EVERYTHING;
        forgetCertified();
    }

    /**
     * Starts over with the levels of a listing.
     *
     * @param isWhole whether the book had no other levels
     * @param certified levels that the listing certifies
     */
    void start(BookSide listed, boolean isWhole, int certified) {
        levels.load(listed);
        known = reach(listed, isWhole);
        minCertified = within(listed, certified);
        maxCertified = notBeyond(listed, certified);
    }

    private static Horizon reach(BookSide listed, boolean isWhole) {
        return isWhole ? Horizon.EVERYTHING : Horizon.inclusive(listed.worstRank());
    }

    /** Lower bound of the horizon of a listing that certifies a number of levels. */
    private static Horizon within(BookSide listed, int certified) {
        return certified == 0 ? Horizon.NONE : Horizon.inclusive(listed.rankAt(certified - 1));
    }

    /** Upper bound of that horizon. */
    private static Horizon notBeyond(BookSide listed, int certified) {
        return certified == listed.size()
                ? Horizon.EVERYTHING
                : Horizon.exclusive(listed.rankAt(certified));
    }

    private Horizon nearer(Horizon one, Horizon other) {
        return levels.isFurther(one, other) ? other : one;
    }

    /**
     * Ends a message.
     *
     * @param retained levels that the book retains
     * @param isExact false if it may retain more: then what lies beyond them becomes unknown
     */
    void evictTo(int retained, boolean isExact) {
        if (levels.size() <= retained) {
            return;
        }
        long evicted = levels.removeWorst(levels.size() - retained);
        boolean wasKnown = levels.covers(known, evicted);
        if (isExact && wasKnown) {
            maxCertified = nearer(maxCertified, Horizon.exclusive(evicted));
        }
        if (wasKnown && !(isExact && known.equals(Horizon.EVERYTHING))) {
            known = Horizon.exclusive(evicted);
        }
        if (levels.covers(minCertified, evicted)) {
            minCertified = Horizon.exclusive(evicted);
        }
    }

    /** The book is no longer trusted: it certifies nothing until it is loaded. */
    void forgetCertified() {
        minCertified = Horizon.NONE;
        maxCertified = Horizon.NONE;
    }

    /** The number of levels, from the best, on which a listing and the replay agree. */
    int agreeing(BookSide listed) {
        int level = 0;
        while (level < listed.size()
                && level < levels.size()
                && levels.covers(known, listed.rankAt(level))
                && listed.rankAt(level) == levels.rankAt(level)
                && listed.quantity(level) == levels.quantity(level)) {
            level++;
        }
        return level;
    }

    /**
     * Whether a listing's level after the agreeing ones contradicts the replay, as far as is known.
     */
    boolean contradicts(BookSide listed, int agreeing, boolean isWhole) {
        return agreeing == listed.size()
                ? isWhole && knows(agreeing)
                : levels.covers(known, listed.rankAt(agreeing)) || knows(agreeing);
    }

    /** Whether the replay has that level and is sure of it. */
    boolean knows(int level) {
        return level < levels.size() && levels.covers(known, levels.rankAt(level));
    }

    /** Whether it is known which level is the best, or that there is none. */
    boolean knowsBest() {
        return levels.isEmpty() ? known.equals(Horizon.EVERYTHING) : knows(0);
    }

    /** Whether the best level must be certified if messages prove it. */
    boolean mustCertifyBest() {
        return !levels.isEmpty() && levels.covers(minCertified, levels.rankAt(0));
    }

    /** Whether the best level can be certified. */
    boolean mayCertifyBest() {
        return !levels.isEmpty() && levels.covers(maxCertified, levels.rankAt(0));
    }

    /** Adopts what a consistent listing tells beyond what is known. */
    void learn(BookSide listed, boolean isWhole) {
        Horizon reach = reach(listed, isWhole);
        if (isWhole && !known.equals(Horizon.EVERYTHING)) {
            levels.load(listed);
            known = reach;
        } else if (levels.isFurther(reach, known)) {
            levels.replaceRange(listed);
            known = reach;
        }
    }

    int minCertified(BookSide listed) {
        return covered(minCertified, listed);
    }

    int maxCertified(BookSide listed) {
        return covered(maxCertified, listed);
    }

    private int covered(Horizon horizon, BookSide listed) {
        int count = 0;
        while (count < listed.size() && levels.covers(horizon, listed.rankAt(count))) {
            count++;
        }
        return count;
    }

    /**
     * Narrows the bounds by what a listing certifies; {@code widens} if the horizon may have
     * widened.
     */
    void learnCertified(BookSide listed, int certified, boolean widens) {
        Horizon within = within(listed, certified);
        Horizon notBeyond = notBeyond(listed, certified);
        minCertified = levels.isFurther(within, minCertified) ? within : minCertified;
        maxCertified = widens ? notBeyond : nearer(maxCertified, notBeyond);
    }

    int known(int max) {
        return countWithin(known, max);
    }

    int covered(int max) {
        return Math.min(countWithin(minCertified, max), known(max));
    }

    /** Whether all levels are known that are at a price or better. */
    boolean knowsTo(long price) {
        return levels.covers(known, levels.rank(price));
    }

    boolean knowsAll() {
        return known.equals(Horizon.EVERYTHING);
    }

    private int countWithin(Horizon horizon, int max) {
        int end = Math.min(max, levels.size());
        int count = 0;
        while (count < end && levels.covers(horizon, levels.rankAt(count))) {
            count++;
        }
        return count;
    }

    /** A listing that covers fewer levels than it has tells where the coverage ends. */
    void follow(BookSide listed, int covered) {
        Horizon within = within(listed, covered);
        if (covered < listed.size() || levels.isFurther(within, minCertified)) {
            minCertified = within;
            maxCertified = notBeyond(listed, covered);
        }
    }

    /**
     * A copy of the side in another representation.
     *
     * @throws ArithmeticException if that cannot hold a level
     */
    ReplaySide in(ReplayNumbers from, ReplayNumbers to) {
        ReplaySide other = new ReplaySide(BookSide.changing(levels.side(), to.pool()));
        for (int level = 0; level < levels.size(); level++) {
            long price = from.priceIn(to, levels.price(level));
            other.levels.set(price, from.quantityIn(to, levels.quantity(level)));
        }
        other.known = in(known, from, to);
        other.minCertified = in(minCertified, from, to);
        other.maxCertified = in(maxCertified, from, to);
        return other;
    }

    private Horizon in(Horizon horizon, ReplayNumbers from, ReplayNumbers to) {
        if (!horizon.reach().hasRank()) {
            return horizon;
        }
        long rank = levels.rank(from.priceIn(to, levels.rank(horizon.rank())));
        return new Horizon(horizon.reach(), rank);
    }
}
