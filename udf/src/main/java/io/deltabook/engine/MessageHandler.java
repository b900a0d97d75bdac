// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.MajorGapPolicy;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotSource;
import io.deltabook.sequence.OldKind;
import io.deltabook.sequence.SequenceStep;
import io.deltabook.sequence.SequenceTracker;
import io.deltabook.statistics.LaneCounters.Counter;

/**
 * The state table of the data contract for messages: how each kind of message affects a WAITING,
 * SUSPECT or LIVE book. Snapshots go to {@link SnapshotHandler}.
 */
final class MessageHandler {
    private final LaneContext context;
    private final LaneState state;
    private final SequenceTracker tracker;
    private final SnapshotHandler snapshots;
    private final CrossedBook crossed;
    private final SnapshotSchedule schedule;

    MessageHandler(LaneContext context, SnapshotSchedule schedule, CrossedBook crossed) {
        this.context = context;
        this.state = context.state;
        this.tracker = state.tracker;
        this.schedule = schedule;
        this.crossed = crossed;
        snapshots = new SnapshotHandler(context, schedule, crossed);
    }

    /** Writes the book of a seed, before the first row of the lane. */
    void begin() {
        if (state.seam != null && !state.seam.isAnnounced()) {
            snapshots.seeded();
            state.seam = state.seam.announced();
        }
    }

    /** Processes a complete message, snapshot or not. */
    void message(Message message) {
        if (message.isBook()) {
            snapshots.snapshot(message, SnapshotSource.BOOK);
            return;
        }
        Seam seam = state.seam;
        boolean isRest = seam != null && endsSeam(message);
        int copies = message.dropRepeatedBlocks();
        if (message.snapshot && isRest) {
            snapshots.rest(message);
        } else if (message.snapshot) {
            snapshots.snapshot(message, SnapshotSource.DELTAS);
        } else if (!isRest && isImplicitSnapshot(message)) {
            snapshots.snapshot(message, SnapshotSource.IMPLICIT);
        } else {
            if (isRest) {
                rest(message, seam);
            } else {
                update(message);
            }
            context.count(Counter.MESSAGES, 1L + copies);
        }
        countRepeats(message, copies);
    }

    /**
     * The first message after a seed has arrived.
     *
     * @return whether it is the rest of the message that the seed ends with
     */
    private boolean endsSeam(Message message) {
        Seam seam = state.seam;
        state.seam = null;
        if (message.id != tracker.last()) {
            return false;
        }
        if (message.snapshot) {
            boolean isSame = message.id != Missing.ID || message.time == tracker.lastTime();
            return seam.endsInSnapshot() && isSame;
        }
        return message.id != Missing.ID && (seam.endsInDelta() || context.lane.implicitSnapshots());
    }

    /** The times of a message are those of its first row, which is in the seed. */
    private void rest(Message message, Seam seam) {
        snapshots.refuseHeld();
        if (tracker.mode().isVerified() && state.lastMessageTime != Missing.TIME) {
            message.time = state.lastMessageTime;
            message.arrival = seam.arrival();
        }
        inOrder(message);
    }

    private boolean isImplicitSnapshot(Message message) {
        return context.lane.implicitSnapshots()
                && ImplicitSnapshot.isIn(message, context.settings.implicitMinLevels(), state.pool);
    }

    /** The lane ends: a snapshot still held was behind the stream. */
    void end() {
        snapshots.refuseHeld();
    }

    private void countRepeats(Message message, int copies) {
        for (int copy = 0; copy < copies; copy++) {
            context.count(Counter.DUPLICATES, 1);
            context.count(Counter.DUPLICATE_ROWS, message.size);
            context.incidents.old(IncidentKind.DUPLICATE, message, message.size);
        }
    }

    private void update(Message message) {
        SequenceStep step =
                tracker.classify(
                        message.id,
                        message.firstId,
                        message.previousId,
                        message.time,
                        context.settings.restartAfter());
        boolean old = step == SequenceStep.OLD || step == SequenceStep.RESTARTED;
        if (state.held != null && snapshots.restartsFromHeld(message, old)) {
            return;
        }
        switch (step) {
            case OK -> inOrder(message);
            case GAP -> gap(message);
            case OLD -> old(message);
            case REGRESSION -> regression(message);
            case RESTARTED -> restarted(message);
        }
    }

    private void inOrder(Message message) {
        context.clock(message);
        if (state.state != BookState.LIVE) {
            remember(message);
        }
        take(message);
    }

    private void gap(Message message) {
        boolean known = tracker.gapSizeKnown();
        long size = known ? tracker.gapSize() : Missing.ID;
        boolean chain = tracker.mode() == SequenceMode.CHAIN;
        context.clock(message);
        state.counters.countGap(size, known);
        state.period.gap();
        context.incidents.gap(
                message,
                chain ? tracker.last() : tracker.last() + 1,
                chain ? message.previousId : firstOf(message),
                size,
                null);
        tracker.recordHole();
        boolean major = !known || size > context.settings.gapRecoveryThreshold();
        boolean drop = major && context.settings.onMajorGap() == MajorGapPolicy.WAIT;
        restartRing(message);
        if (drop) {
            context.enter(BookState.WAITING, IncidentKind.GAP.name());
        } else {
            context.suspect(IncidentKind.GAP.name());
        }
        take(message);
    }

    private static long firstOf(Message message) {
        return message.firstId > 0 ? message.firstId : message.id;
    }

    private void old(Message message) {
        context.clockOfOld(message);
        OldKind kind = tracker.countOld(message.id);
        switch (kind) {
            case STALE -> countOld(message, Counter.STALE, Counter.STALE_ROWS, IncidentKind.STALE);
            case LATE -> countOld(message, Counter.LATE, Counter.LATE_ROWS, IncidentKind.LATE);
            case DUPLICATE ->
                    countOld(
                            message,
                            Counter.DUPLICATES,
                            Counter.DUPLICATE_ROWS,
                            IncidentKind.DUPLICATE);
        }
    }

    private void countOld(Message message, Counter messages, Counter rows, IncidentKind kind) {
        context.count(messages, 1);
        context.count(rows, message.size);
        context.incidents.old(kind, message, message.size);
    }

    private void regression(Message message) {
        context.clock(message);
        context.count(Counter.REGRESSIONS, 1);
        context.incidents.outOfOrder(IncidentKind.REGRESSION, message, tracker.last(), message.id);
        if (state.state == BookState.LIVE) {
            context.suspect(IncidentKind.REGRESSION.name());
        } else {
            remember(message);
        }
        take(message);
    }

    private void restarted(Message message) {
        context.clock(message);
        context.count(Counter.RESTARTS, 1);
        state.counters.countGap(0, false);
        state.period.gap();
        context.incidents.gap(message, tracker.last() + 1, firstOf(message), Missing.ID, "RESTART");
        context.incidents.outOfOrder(
                IncidentKind.RESTART, message, tracker.last() + 1, firstOf(message));
        tracker.forgetSnapshot();
        restartRing(message);
        context.enter(BookState.WAITING, IncidentKind.RESTART.name());
        take(message);
    }

    private void remember(Message message) {
        int left =
                state.ring.add(
                        message, context.settings.ringMessages(), tracker.mode(), state.pool);
        if (left > 0) {
            context.count(Counter.RING_OVERFLOWS, left);
            if (state.ring.beginsToOverflow()) {
                context.incidents.ringOverflow(message);
            }
        }
    }

    private void restartRing(Message message) {
        state.ring.clear();
        remember(message);
    }

    /** Emits the message with the state after it; applies it if there is a book. */
    private void take(Message message) {
        tracker.take(message.id, message.time);
        long appliedBefore = state.counters.value(Counter.APPLIED_ROWS);
        CrossedBook.Finding finding = CrossedBook.Finding.NONE;
        if (state.state != BookState.WAITING) {
            finding = crossed.apply(message);
        }
        state.top.look(state.book, message.time);
        context.countLive();
        context.emit(message, finding.removed().isEmpty());
        crossed.settle(message, finding, true);
        if (message.size > 0) {
            schedule.afterMessage(message, appliedBefore);
            context.quotes.look(schedule.proof());
        }
    }
}
