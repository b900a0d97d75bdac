// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookStates;
import io.deltabook.job.fidelity.book.BookTop;
import io.deltabook.job.fidelity.measure.QuoteFlow;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * The book of one side of a comparison at instants that only go forwards. With a tolerance it is
 * the most similar one to the other side's of those that were there shortly before or after. Not
 * thread-safe.
 */
final class OurBooks {
    private final BookStates states;
    private final long within;
    private final QuoteFlow flow;
    private final BookTop best = new BookTop(1);
    private final BookTop now;
    private final ArrayDeque<Seen> near = new ArrayDeque<>();
    private final ArrayDeque<Seen> unused = new ArrayDeque<>();

    /** A state and since when it was there. */
    private static final class Seen {
        private final BookTop top;
        private long since;
        private boolean hasBook;

        Seen(int depth) {
            top = new BookTop(depth);
        }
    }

    /**
     * @param flow receives every state; null for none
     */
    OurBooks(BookStates states, int depth, long within, QuoteFlow flow) {
        this.states = states;
        this.within = within;
        this.flow = flow;
        now = new BookTop(depth);
    }

    /** Passes the states before an instant without telling the flow. */
    void skipTo(long nanos) throws IOException {
        while (states.next(nanos - 1)) {
            if (within > 0) {
                remember(nanos);
            }
        }
    }

    /**
     * Moves to an instant.
     *
     * @param other the book of the other side, null if it has none
     * @return the book, valid until the next call; null if there is none
     */
    BookTop at(long nanos, BookTop other) throws IOException {
        while (states.next(within == 0 ? nanos : Math.addExact(nanos, within))) {
            if (flow != null) {
                tell();
            }
            if (within > 0) {
                remember(nanos);
            }
        }
        if (within > 0) {
            return nearest(nanos, other);
        }
        if (!states.hasBook()) {
            return null;
        }
        states.list(now);
        return now;
    }

    private void tell() {
        if (!states.hasBook()) {
            flow.lose();
            return;
        }
        if (states.isMessage()) {
            flow.message(states.nanos());
        }
        states.list(best);
        flow.see(states.nanos(), best);
    }

    private void remember(long nanos) {
        Seen seen = unused.isEmpty() ? new Seen(now.depth()) : unused.poll();
        seen.since = states.nanos();
        seen.hasBook = states.hasBook();
        if (seen.hasBook) {
            states.list(seen.top);
        }
        near.add(seen);
        forget(nanos);
    }

    /** Forgets the states that were gone before the tolerance begins. */
    private void forget(long nanos) {
        while (near.size() > 1) {
            Seen first = near.poll();
            if (near.peek().since > nanos - within) {
                near.addFirst(first);
                return;
            }
            unused.add(first);
        }
    }

    private BookTop nearest(long nanos, BookTop other) {
        forget(nanos);
        Seen found = null;
        int most = -1;
        for (Seen seen : near) {
            boolean isThen = seen.since <= nanos;
            int equal = !seen.hasBook ? -1 : other == null ? 0 : equalLevels(seen.top, other);
            if (found == null || equal > most || equal == most && isThen) {
                found = seen;
                most = equal;
            }
        }
        return found == null || !found.hasBook ? null : found.top;
    }

    /** Equal levels, an equal best one counting more than all others. */
    private static int equalLevels(BookTop top, BookTop other) {
        int equal = 0;
        for (Side side : Side.values()) {
            for (int level = 0; level < other.size(side); level++) {
                boolean isEqual = level < top.size(side) && top.isLevelEqual(other, side, level);
                equal += isEqual ? level == 0 ? 2 * other.depth() : 1 : 0;
            }
        }
        return equal;
    }
}
