// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.book.Drift;
import io.deltabook.book.OrderBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.contract.SnapshotSource;
import io.deltabook.engine.LaneCounters.Counter;
import io.deltabook.engine.LaneState.HeldSnapshot;
import io.deltabook.sequence.SequenceTracker;

/**
 * The state table of the data contract for snapshots: judged, measured, then loaded, compared, held
 * for one message, or refused.
 */
final class SnapshotHandler {
    private final LaneContext context;
    private final LaneState state;
    private final SequenceTracker tracker;
    private final SnapshotSchedule schedule;
    private final CrossedBook crossed;

    SnapshotHandler(LaneContext context, SnapshotSchedule schedule, CrossedBook crossed) {
        this.context = context;
        this.state = context.state;
        this.tracker = state.tracker;
        this.schedule = schedule;
        this.crossed = crossed;
    }

    void snapshot(Message message, SnapshotSource source) {
        refuseHeld();
        boolean isBook = source == SnapshotSource.BOOK;
        if (!isBook) {
            context.count(Counter.SNAPSHOT_ROWS, message.size);
        }
        OrderBook levels = levelsOf(message);
        long id = isBook && message.id == Missing.ID ? tracker.last() : message.id;
        HeldSnapshot snapshot =
                new HeldSnapshot(source, id, message.time, message.size, message.lostRow, levels);
        RefusalReason fault = faultOf(message, levels);
        boolean hasId = id != Missing.ID && tracker.mode() != SequenceMode.NONE;
        if (fault != null) {
            refuse(fault, snapshot);
        } else if (hasId && tracker.last() != Missing.ID && id < tracker.last()) {
            behind(snapshot);
        } else if (hasId && id == tracker.last() && state.state == BookState.LIVE) {
            compare(snapshot);
        } else {
            load(snapshot, false);
        }
    }

    private OrderBook levelsOf(Message message) {
        OrderBook levels = OrderBook.listed(state.pool);
        for (int row = 0; row < message.size; row++) {
            if (message.quantity(row) != 0) {
                levels.side(message.side(row)).set(message.price(row), message.quantity(row));
            }
        }
        return levels;
    }

    private static RefusalReason faultOf(Message message, OrderBook levels) {
        if (message.rejectedRows > 0) {
            return RefusalReason.REJECTED_ROW;
        }
        if (levels.isOneSided()) {
            return RefusalReason.ONE_SIDED;
        }
        return levels.isCrossed() ? RefusalReason.CROSSED : null;
    }

    private void behind(HeldSnapshot snapshot) {
        if (!tracker.mode().isVerified()) {
            if (snapshot.source() == SnapshotSource.BOOK) {
                refuse(RefusalReason.BEHIND, snapshot);
            } else {
                load(snapshot, false);
            }
        } else if (state.state == BookState.LIVE) {
            state.held = snapshot;
        } else if (ringBridges(snapshot.id())) {
            load(snapshot, true);
        } else {
            refuse(RefusalReason.UNBRIDGED, snapshot);
        }
    }

    private boolean ringBridges(long snapshotId) {
        for (Message message : state.ring) {
            if (message.id > snapshotId) {
                return tracker.bridges(snapshotId, message.id, message.firstId, message.previousId);
            }
        }
        return false;
    }

    /** Replaces the book; behind the newest message, the ring's messages beyond it follow. */
    private void load(HeldSnapshot snapshot, boolean isBehind) {
        double drift = drift(snapshot);
        long supersededBefore = state.counters.value(Counter.SUPERSEDED);
        countSuperseded(snapshot.id());
        begin(snapshot);
        context.enter(BookState.LIVE);
        long time = snapshot.time();
        int replayed = 0;
        if (isBehind) {
            tracker.loadedBehind(snapshot.id());
            for (Message message : state.ring) {
                if (message.id > snapshot.id()) {
                    crossed.settle(message, crossed.apply(message));
                    time = Math.max(time, message.time);
                    replayed++;
                }
            }
        } else {
            tracker.loaded(snapshot.id());
        }
        if (state.state == BookState.LIVE) {
            state.ring.clear();
        } else {
            state.ring.dropUpTo(snapshot.id());
        }
        long superseded = state.counters.value(Counter.SUPERSEDED) - supersededBefore;
        resynced(snapshot, drift, time, "superseded=" + superseded + " replayed=" + replayed);
    }

    private void begin(HeldSnapshot snapshot) {
        state.book.load(snapshot.book());
        state.book.evictTo(context.settings.retained());
        state.crossedRun = false;
        if (snapshot.lostRow()) {
            state.book.dropHorizon();
        }
    }

    private double drift(HeldSnapshot snapshot) {
        return state.state == BookState.WAITING
                ? Double.NaN
                : Drift.between(state.book, snapshot.book());
    }

    private void countSuperseded(long snapshotId) {
        for (Message message : state.ring) {
            if (tracker.mode() == SequenceMode.NONE || message.id <= snapshotId) {
                context.count(Counter.SUPERSEDED, 1);
                context.count(Counter.SUPERSEDED_ROWS, message.rowCount);
            }
        }
    }

    private void resynced(HeldSnapshot snapshot, double drift, long time, String detail) {
        context.count(Counter.RESYNCS, 1);
        switch (snapshot.source()) {
            case BOOK -> context.count(Counter.RESYNCS_BOOK, 1);
            case IMPLICIT -> context.count(Counter.RESYNCS_IMPLICIT, 1);
            case DELTAS -> {}
        }
        countTaken(snapshot);
        state.top.look(state.book, time);
        context.incidents.resync(snapshot, time, drift, detail);
        schedule.afterSnapshot(SnapshotKind.RESYNC, time);
    }

    /** A snapshot of the very moment the live book shows. */
    private void compare(HeldSnapshot snapshot) {
        double drift = drift(snapshot);
        boolean equal = state.book.reconcile(snapshot.book());
        state.book.evictTo(context.settings.retained());
        if (snapshot.lostRow()) {
            state.book.dropHorizon();
        }
        if (equal) {
            context.count(Counter.CHECKS, 1);
            countTaken(snapshot);
            schedule.afterSnapshot(SnapshotKind.CHECK, snapshot.time());
        } else {
            resynced(snapshot, drift, snapshot.time(), "replaced inside its range");
        }
    }

    /**
     * Settles a held snapshot by the message after it: an old one that bridges it shows that the
     * numbering restarted.
     *
     * @return whether the message was taken that way
     */
    boolean restartsFromHeld(Message message, boolean old) {
        HeldSnapshot snapshot = state.held;
        boolean restarts =
                old
                        && tracker.bridges(
                                snapshot.id(), message.id, message.firstId, message.previousId);
        if (!restarts) {
            refuseHeld();
            return false;
        }
        state.held = null;
        context.clock(message);
        context.count(Counter.RESTARTS, 1);
        context.incidents.outOfOrder(
                IncidentKind.RESTART, message, tracker.last() + 1, message.firstId);
        double drift = drift(snapshot);
        begin(snapshot);
        tracker.loaded(snapshot.id());
        tracker.take(message.id);
        context.enter(BookState.LIVE);
        CrossedBook.Finding finding = crossed.apply(message);
        context.emit(message, finding.removed().isEmpty());
        crossed.settle(message, finding);
        long time = Math.max(snapshot.time(), message.time);
        resynced(snapshot, drift, time, "numbering restarted");
        return true;
    }

    /** Refuses the held snapshot, if there is one: it was behind. */
    void refuseHeld() {
        HeldSnapshot snapshot = state.held;
        if (snapshot != null) {
            state.held = null;
            refuse(RefusalReason.BEHIND, snapshot);
        }
    }

    private void refuse(RefusalReason reason, HeldSnapshot snapshot) {
        state.counters.countRefused(reason);
        if (snapshot.source() == SnapshotSource.BOOK) {
            context.count(Counter.BOOK_ROWS_REFUSED, 1);
        }
        context.incidents.refused(reason, snapshot, drift(snapshot));
    }

    private void countTaken(HeldSnapshot snapshot) {
        if (snapshot.source() == SnapshotSource.BOOK) {
            context.count(Counter.BOOK_ROWS_TAKEN, 1);
        }
    }
}
