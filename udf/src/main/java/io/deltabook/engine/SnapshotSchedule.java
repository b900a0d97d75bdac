// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.BookState;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.engine.EventAppender.Proof;
import io.deltabook.statistics.LaneCounters.Counter;

/** Writes BOOK_SNAPSHOT events: at most one after a message, the first kind that applies. */
final class SnapshotSchedule {
    private final LaneContext context;
    private final LaneState state;

    SnapshotSchedule(LaneContext context) {
        this.context = context;
        this.state = context.state;
    }

    /** Writes PERIODIC or INTERVAL, if the message passed a multiple of either. */
    void afterMessage(Message message, long appliedBefore) {
        boolean newInterval = entersInterval(message.time);
        if (state.state == BookState.WAITING) {
            return;
        }
        if (passes(appliedBefore)) {
            write(SnapshotKind.PERIODIC, message.time, message.arrival, proof());
        } else if (newInterval) {
            write(SnapshotKind.INTERVAL, message.time, message.arrival, proof());
        }
    }

    /**
     * Writes RESYNC or CHECK, whatever else is due; an interval starts with the message after it.
     *
     * @param proof how many of the covered levels are certain
     */
    void afterSnapshot(SnapshotKind kind, long time, long arrival, Proof proof) {
        write(kind, time, arrival, proof);
        context.quotes.look(proof);
    }

    /** Covered levels are certain only if no message can be lost undetected. */
    Proof proof() {
        boolean isProven = state.tracker.mode().isVerified() && !state.unproven;
        return isProven ? Proof.ALL : Proof.NONE;
    }

    /** Writes CLOSING, if there is a book and the lane has any event; and the last quote. */
    void atEnd() {
        if (state.state != BookState.WAITING && state.lastEventTime != Missing.TIME) {
            write(SnapshotKind.CLOSING, state.lastEventTime, state.lastEventArrival, proof());
        }
        context.quotes.look(proof());
    }

    private boolean passes(long appliedBefore) {
        long every = context.settings.snapshotEveryUpdates();
        return every > 0
                && appliedBefore / every != state.counters.value(Counter.APPLIED_ROWS) / every;
    }

    private boolean entersInterval(long time) {
        long interval = context.settings.snapshotIntervalNanos();
        if (interval == 0) {
            return false;
        }
        long number = Math.floorDiv(time, interval);
        if (number <= state.lastInterval) {
            return false;
        }
        state.lastInterval = number;
        return true;
    }

    private void write(SnapshotKind kind, long time, long arrival, Proof proof) {
        int depth =
                switch (kind) {
                    case RESYNC, PERIODIC -> context.settings.anchorLevels();
                    case CHECK, INTERVAL -> context.settings.depthPublished();
                    case CLOSING -> context.settings.retained();
                };
        context.events.snapshot(
                time, arrival, state.tracker.last(), kind, state.book, depth, proof);
        context.count(Counter.SNAPSHOT_EVENTS, 1);
    }
}
