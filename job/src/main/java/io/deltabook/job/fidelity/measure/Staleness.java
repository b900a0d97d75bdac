// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import io.deltabook.job.fidelity.book.BookTop;

/** How long our best quotes stood still although the reference's moved away from them. */
public final class Staleness {
    private static final long NONE = Long.MIN_VALUE;

    private final BookTop ours = new BookTop(1);
    private final BookTop reference = new BookTop(1);
    private boolean hasBefore;
    private long since = NONE;
    private long longest;

    /** Adds a pair of books. */
    public void see(long nanos, BookTop oursNow, BookTop referenceNow) {
        boolean hasMoved = !hasBefore || !oursNow.isBestEqual(ours);
        if (hasMoved || oursNow.isBestEqual(referenceNow)) {
            since = NONE;
        } else if (since == NONE && !referenceNow.isBestEqual(reference)) {
            since = nanos;
        }
        if (since != NONE) {
            longest = Math.max(longest, nanos - since);
        }
        ours.copy(oursNow);
        reference.copy(referenceNow);
        hasBefore = true;
    }

    /** There is nothing to compare. */
    public void lose() {
        hasBefore = false;
        since = NONE;
    }

    /** The longest time, ns: from the reference's move to the last pair before ours moved. */
    public long longestNanos() {
        return longest;
    }
}
