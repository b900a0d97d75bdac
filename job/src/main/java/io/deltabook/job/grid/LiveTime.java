// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.contract.BookState;

/** How long the state of a lane was LIVE in a bucket. */
final class LiveTime {
    private BookState state;
    private long start;
    private long since;
    private long nanos;

    /** The state as of an instant, epoch ns; returns whether it is another one. */
    boolean enter(BookState now, long clock) {
        if (now == state) {
            return false;
        }
        if (state == BookState.LIVE) {
            nanos += clock - Math.max(since, start);
        }
        since = clock;
        state = now;
        return true;
    }

    /** Begins a bucket. */
    void begin(long bucketStart) {
        start = bucketStart;
        nanos = 0;
    }

    /** Time in LIVE from the start of the bucket to its end, ns. */
    long until(long end) {
        return state == BookState.LIVE ? nanos + end - Math.max(since, start) : nanos;
    }

    /** The state; WAITING before the first event. */
    BookState state() {
        return state == null ? BookState.WAITING : state;
    }
}
