// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.BookState;
import java.math.BigDecimal;
import java.util.List;

/**
 * Where an earlier run left a lane: its CLOSING snapshot, and what its other events tell about that
 * moment. A lane that starts with a seed continues from there.
 *
 * @param state state of the book, never {@link BookState#WAITING}
 * @param eventSeq number of the CLOSING
 * @param updateId id of the newest message, {@link io.deltabook.contract.Missing#ID} if there are
 *     none
 * @param clock times of its newest events
 * @param ending messages that its end may have split
 * @param isProven whether ids prove the covered levels
 * @param appliedRows delta rows applied to the lane's books so far
 * @param bids the bids
 * @param asks the asks
 */
public record LaneSeed(
        BookState state,
        long eventSeq,
        long updateId,
        Clock clock,
        Ending ending,
        boolean isProven,
        long appliedRows,
        Listing bids,
        Listing asks) {

    /**
     * Event and arrival times, ns; {@link io.deltabook.contract.Missing#TIME} if there is no such
     * event or time.
     *
     * @param event time of the newest event of any type
     * @param book time of the newest delta or snapshot of the input
     * @param message time of the newest delta
     * @param latest latest time of all deltas
     * @param eventArrival arrival time of the newest event
     * @param messageArrival arrival time of the newest delta
     */
    public record Clock(
            long event,
            long book,
            long message,
            long latest,
            long eventArrival,
            long messageArrival) {}

    /**
     * Which message with the seed's id may have more rows in the next run.
     *
     * @param inDelta whether the newest delta has that id
     * @param inSnapshot whether a snapshot of the input is newer than every delta
     */
    public record Ending(boolean inDelta, boolean inSnapshot) {}

    /**
     * One side.
     *
     * @param levels levels, best first
     * @param covered how many of them are known to be complete
     */
    public record Listing(List<Level> levels, int covered) {
        public Listing {
            levels = List.copyOf(levels);
        }
    }

    /** Exact price and quantity of a level. */
    public record Level(BigDecimal price, BigDecimal quantity) {}

    public LaneSeed {
        if (state == BookState.WAITING) {
            throw new IllegalArgumentException("a seed must have a book, but is " + state);
        }
    }
}
