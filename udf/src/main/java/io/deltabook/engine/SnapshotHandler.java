// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.book.OrderBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotSource;
import io.deltabook.sequence.SequenceTracker;
import io.deltabook.statistics.LaneCounters.Counter;

/**
 * The state table of the data contract for snapshots: judged, then loaded, compared, held back for
 * one message, or refused.
 */
final class SnapshotHandler {
    private final LaneContext context;
    private final LaneState state;
    private final SequenceTracker tracker;
    private final SnapshotLoader loader;

    SnapshotHandler(LaneContext context, SnapshotSchedule schedule, CrossedBook crossed) {
        this.context = context;
        this.state = context.state;
        this.tracker = state.tracker;
        loader = new SnapshotLoader(context, schedule, crossed);
    }

    void snapshot(Message message, SnapshotSource source) {
        refuseHeld();
        boolean isBook = source == SnapshotSource.BOOK;
        if (!isBook) {
            context.count(Counter.SNAPSHOT_ROWS, message.size);
        }
        long id = isBook && message.id == Missing.ID ? tracker.last() : message.id;
        InputSnapshot snapshot = input(message, source, id, OrderBook.listed(state.pool));
        RefusalReason fault = faultOf(message, snapshot);
        boolean hasId = id != Missing.ID && tracker.mode() != SequenceMode.NONE;
        if (fault != null) {
            refuse(fault, snapshot);
        } else if (hasId && tracker.last() != Missing.ID && id < tracker.last()) {
            behind(snapshot);
        } else {
            if (context.lane.isBooksOnly()) {
                context.clock(message);
            }
            if (hasId && id == tracker.last() && state.state == BookState.LIVE) {
                loader.compare(snapshot, message.rejectedPlaces);
            } else {
                loader.load(snapshot, false);
            }
        }
    }

    /** The seed's book is the first event. */
    void seeded() {
        loader.seeded();
    }

    /** The rest of the snapshot that a seed ends with: its levels are added to the book. */
    void rest(Message message) {
        refuseHeld();
        context.count(Counter.SNAPSHOT_ROWS, message.size);
        OrderBook levels = OrderBook.listed(state.pool);
        levels.load(state.book);
        InputSnapshot snapshot = input(message, SnapshotSource.DELTAS, message.id, levels);
        RefusalReason fault = faultOf(message, snapshot);
        if (fault != null) {
            refuse(fault, snapshot);
        } else {
            loader.extend(snapshot, message);
        }
    }

    /**
     * The snapshot of a message.
     *
     * @param levels receives the levels of the message
     */
    private InputSnapshot input(Message message, SnapshotSource source, long id, OrderBook levels) {
        for (int row = 0; row < message.size; row++) {
            if (message.quantity(row) != 0) {
                levels.side(message.side(row)).set(message.price(row), message.quantity(row));
            }
        }
        Damage damage = new Damage();
        damage.addAll(message.damage, state.pool);
        return new InputSnapshot(
                source,
                id,
                message.id != Missing.ID,
                message.time,
                message.arrival,
                message.size,
                damage,
                levels);
    }

    /** One side may be empty if the venue declares this to be the whole book. */
    private static RefusalReason faultOf(Message message, InputSnapshot snapshot) {
        if (message.unreadable || message.time == Missing.TIME) {
            return RefusalReason.REJECTED_ROW;
        }
        OrderBook levels = snapshot.book();
        boolean isExplicit = snapshot.source() == SnapshotSource.DELTAS;
        if (isExplicit ? levels.isEmpty() : levels.isOneSided()) {
            return RefusalReason.ONE_SIDED;
        }
        return levels.isCrossed() ? RefusalReason.CROSSED : null;
    }

    private void behind(InputSnapshot snapshot) {
        boolean isLive = state.state == BookState.LIVE;
        if (tracker.mode().isVerified()) {
            if (!isLive && ringBridges(snapshot.id())) {
                loader.load(snapshot, true);
            } else {
                state.held = snapshot;
            }
        } else if (!isLive
                && snapshot.source() != SnapshotSource.BOOK
                && state.ring.reachesBackTo(snapshot.id())) {
            loader.load(snapshot, true);
        } else {
            refuse(RefusalReason.BEHIND, snapshot);
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

    /**
     * Decides about a held snapshot by the message after it: an old message that bridges it, at a
     * new time, proves that the numbering restarted.
     *
     * @return whether the message was accepted that way
     */
    boolean restartsFromHeld(Message message, boolean old) {
        InputSnapshot snapshot = state.held;
        boolean restarts =
                old
                        && tracker.goesOn(message.time)
                        && tracker.bridges(
                                snapshot.id(), message.id, message.firstId, message.previousId);
        if (!restarts) {
            refuseHeld();
            return false;
        }
        state.held = null;
        loader.loadRestarted(snapshot, message);
        return true;
    }

    /**
     * Refuses the held snapshot, if there is one: it was behind the stream, or no message leads up
     * to it.
     */
    void refuseHeld() {
        InputSnapshot snapshot = state.held;
        if (snapshot != null) {
            state.held = null;
            refuse(
                    state.state == BookState.LIVE ? RefusalReason.BEHIND : RefusalReason.UNBRIDGED,
                    snapshot);
        }
    }

    private void refuse(RefusalReason reason, InputSnapshot snapshot) {
        state.counters.countRefused(reason);
        if (snapshot.source() == SnapshotSource.BOOK) {
            context.count(Counter.BOOK_ROWS_REFUSED, 1);
        }
        context.incidents.refused(reason, snapshot, loader.drift(snapshot));
    }
}
