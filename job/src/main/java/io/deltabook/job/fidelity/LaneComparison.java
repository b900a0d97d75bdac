// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.job.fidelity.book.BookStates;
import io.deltabook.job.fidelity.book.BookTop;
import io.deltabook.job.fidelity.measure.QuoteFlow;
import java.io.IOException;

/**
 * Compares the books of a lane with those of the reference. Two outputs are compared on a grid of
 * instants, and their flows message by message; a source that has books of some instants only is
 * compared at these, and both flows are those that it can show. Used by one thread; a grid's
 * reference is replayed by a second one.
 */
public final class LaneComparison {
    /** Longer silences of a reference are a break of its returns, steps. */
    private static final long MAX_CARRIED = 60;

    private final FidelitySettings settings;
    private final LaneMeasures measures;
    private final BookTop other;
    private double oursMid = Double.NaN;
    private double referenceMid = Double.NaN;

    /** A comparison that has seen nothing. */
    public LaneComparison(FidelitySettings settings) {
        this.settings = settings;
        measures = new LaneMeasures(settings);
        other = new BookTop(settings.depth());
    }

    /**
     * Compares on a grid.
     *
     * @param from first instant that both sides know, epoch ns
     * @param to last instant that both sides know, epoch ns
     */
    public LaneMeasures onGrid(BookStates ours, BookStates reference, long from, long to)
            throws IOException {
        OurBooks mine = books(ours, settings.withinNanos(), measures.ours());
        OurBooks theirs = books(reference, 0, measures.reference());
        long step = settings.everyNanos();
        long first = -Math.floorDiv(-from, step) * step;
        try (BooksAhead ahead = new BooksAhead(theirs, settings.depth(), from, first, step, to)) {
            mine.skipTo(from);
            for (long at = first; at <= to; at += step) {
                BookTop known = ahead.next();
                BookTop own = mine.at(at, known);
                see(at, own, known);
                measures.returns().see(mid(own), mid(known));
            }
        }
        return measures;
    }

    private OurBooks books(BookStates states, long within, QuoteFlow flow) {
        return new OurBooks(states, settings.depth(), within, flow);
    }

    /**
     * Compares at the instants of the reference.
     *
     * @param from first instant that ours knows, epoch ns
     * @param to last instant that ours knows, epoch ns
     */
    public LaneMeasures atStates(BookStates ours, BookStates reference, long from, long to)
            throws IOException {
        OurBooks mine = books(ours, settings.withinNanos(), null);
        long step = Long.MIN_VALUE;
        while (reference.next(to)) {
            long at = reference.nanos();
            if (at < from) {
                measures.seeOutside();
                continue;
            }
            BookTop known = null;
            if (reference.hasBook()) {
                reference.list(other);
                known = other;
            }
            long now = Math.floorDiv(at, settings.everyNanos());
            carry(step == Long.MIN_VALUE ? 0 : now - step);
            step = now;
            BookTop own = mine.at(at, known);
            see(at, own, known);
            flow(measures.ours(), at, own);
            flow(measures.reference(), at, known);
            oursMid = mid(own);
            referenceMid = mid(known);
        }
        while (reference.next(BookStates.END - 1)) {
            measures.seeOutside();
        }
        return measures;
    }

    /** The books of the last instant are those at the ends of the steps since. */
    private void carry(long steps) {
        for (long done = 0; done < Math.min(steps, MAX_CARRIED); done++) {
            measures.returns().see(oursMid, referenceMid);
        }
        if (steps > MAX_CARRIED) {
            measures.returns().see(Double.NaN, Double.NaN);
        }
    }

    private void see(long at, BookTop own, BookTop known) {
        if (known == null) {
            measures.seeNoReference();
        } else if (own == null) {
            measures.seeNoBook();
        } else {
            measures.see(at, own, known);
        }
    }

    private static void flow(QuoteFlow flow, long at, BookTop top) {
        if (top == null) {
            flow.lose();
        } else {
            flow.see(at, top);
        }
    }

    private static double mid(BookTop top) {
        return top == null || !top.isTwoSided() ? Double.NaN : top.mid();
    }
}
