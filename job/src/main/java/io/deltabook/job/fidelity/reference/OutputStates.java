// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.reference;

import io.deltabook.book.BookSide;
import io.deltabook.book.ReplayBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookStates;
import io.deltabook.job.fidelity.book.BookTop;
import io.deltabook.job.replay.BookReplay;
import io.deltabook.job.replay.BookReplay.Step;
import io.deltabook.job.replay.EventSearch;
import io.deltabook.job.replay.LaneEvents;
import java.io.IOException;
import java.util.Set;

/** The books of a lane of an output, replayed from its files. Not thread-safe. */
public final class OutputStates implements BookStates {
    private static final Side[] SIDES = Side.values();

    private final BookReplay replay;
    private final boolean keepsSuspect;
    private Step step;
    private boolean hasEnded;

    /** Time of the next event, if the replay has stopped ahead of it; else before all. */
    private long held = Long.MIN_VALUE;

    private OutputStates(BookReplay replay, boolean keepsSuspect) {
        this.replay = replay;
        this.keepsSuspect = keepsSuspect;
    }

    /**
     * The states from the newest anchor before an instant on.
     *
     * @param keepsSuspect whether a book in state SUSPECT may be compared
     */
    public static OutputStates of(LaneEvents lane, long fromNanos, boolean keepsSuspect)
            throws IOException {
        EventSearch search = lane.search();
        long seq = search.firstAfter(fromNanos - 1);
        return new OutputStates(
                BookReplay.open(lane, search.anchorBefore(seq), Set.of()), keepsSuspect);
    }

    @Override
    public boolean next(long until) throws IOException {
        while (!hasEnded && until >= held) {
            replay.stopAhead(until == END ? END : until + 1);
            Step next = replay.next();
            hasEnded = next == null;
            held = next == Step.DUE ? replay.nanos() : Long.MIN_VALUE;
            if (next == Step.MESSAGE || next == Step.SNAPSHOT) {
                step = next;
                return true;
            }
        }
        return false;
    }

    @Override
    public long nanos() {
        return replay.clock();
    }

    @Override
    public boolean isMessage() {
        return step == Step.MESSAGE;
    }

    @Override
    public boolean hasBook() {
        BookState state = replay.state();
        boolean isCompared = state == BookState.LIVE || keepsSuspect && state == BookState.SUSPECT;
        return isCompared && replay.hasBook();
    }

    @Override
    public void list(BookTop to) {
        ReplayBook book = replay.book();
        to.clear();
        for (Side side : SIDES) {
            BookSide levels = book.levels(side);
            int known = replay.known(side, to.depth());
            for (int level = 0; level < known; level++) {
                to.add(
                        side,
                        book.shortPrice(levels.price(level)).doubleValue(),
                        book.shortQuantity(levels.quantity(level)).doubleValue());
            }
        }
    }

    @Override
    public void close() throws IOException {
        replay.close();
    }
}
