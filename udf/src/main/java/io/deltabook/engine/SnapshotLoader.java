// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.book.BookDifference;
import io.deltabook.book.BookSide;
import io.deltabook.book.Drift;
import io.deltabook.book.OrderBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.contract.SnapshotSource;
import io.deltabook.engine.EventAppender.Proof;
import io.deltabook.sequence.SequenceTracker;
import io.deltabook.statistics.LaneCounters.Counter;

/** Loads an accepted snapshot into the book, and reports it. */
final class SnapshotLoader {
    private final LaneContext context;
    private final LaneState state;
    private final SequenceTracker tracker;
    private final SnapshotSchedule schedule;
    private final CrossedBook crossed;

    SnapshotLoader(LaneContext context, SnapshotSchedule schedule, CrossedBook crossed) {
        this.context = context;
        this.state = context.state;
        this.tracker = state.tracker;
        this.schedule = schedule;
        this.crossed = crossed;
    }

    /**
     * Replaces the book; if the snapshot is behind the newest message, the ring's later messages
     * are applied.
     */
    void load(InputSnapshot snapshot, boolean isBehind) {
        double drift = drift(snapshot);
        long supersededBefore = state.counters.value(Counter.SUPERSEDED);
        countSuperseded(snapshot.id());
        Message changes = changes(snapshot);
        begin(snapshot);
        context.enter(BookState.LIVE, IncidentKind.RESYNC.name());
        snapshot.damage().applyTo(state.book);
        if (changes != null) {
            write(changes);
        }
        long time = snapshot.time();
        long arrival = snapshot.arrival();
        int replayed = 0;
        if (isBehind) {
            tracker.loadedBehind(snapshot.id());
            for (Message message : state.ring) {
                if (message.id > snapshot.id()) {
                    crossed.settle(message, crossed.apply(message), false);
                    time = message.time == Missing.TIME ? time : message.time;
                    arrival = Math.max(arrival, message.arrival);
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
        resynced(
                snapshot,
                drift,
                Math.max(snapshot.time(), time),
                arrival,
                isBehind
                        ? schedule.proof()
                        : proof(snapshot, snapshot.listed(Side.BID), snapshot.listed(Side.ASK)),
                "superseded=" + superseded + " replayed=" + replayed);
    }

    /** The changes from a trusted book to the next one; null if they are not written. */
    private Message changes(InputSnapshot snapshot) {
        boolean isWanted = context.lane.snapshots() == LaneSnapshots.DIFFERENCES;
        if (!isWanted || state.state != BookState.LIVE) {
            return null;
        }
        Message changes = new Message(snapshot.rows());
        changes.identify(Missing.ID, Missing.ID, snapshot.time(), snapshot.arrival());
        changes.id = snapshot.id();
        BookDifference.between(
                state.book,
                snapshot.book(),
                context.settings.retained(),
                (side, price, quantity) -> changes.add(SideBit.of(side), price, quantity));
        return changes;
    }

    private void write(Message changes) {
        context.emit(changes, true);
        context.count(Counter.DIFFERENCE_EVENTS, changes.size);
    }

    private void begin(InputSnapshot snapshot) {
        state.book.load(snapshot.book());
        state.book.evictTo(context.settings.retained());
        state.crossedRun = false;
        state.unproven = !snapshot.hasOwnId();
    }

    /** How far the book is from a snapshot; NaN if there is no book. */
    double drift(InputSnapshot snapshot) {
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

    /**
     * @param arrival arrival time of the newest message or snapshot in the book
     */
    private void resynced(
            InputSnapshot snapshot,
            double drift,
            long time,
            long arrival,
            Proof proof,
            String detail) {
        context.count(Counter.RESYNCS, 1);
        switch (snapshot.source()) {
            case BOOK -> context.count(Counter.RESYNCS_BOOK, 1);
            case IMPLICIT -> context.count(Counter.RESYNCS_IMPLICIT, 1);
            case DELTAS, SEED -> {}
        }
        countTaken(snapshot);
        tracker.reached(time);
        state.top.look(state.book, time);
        context.incidents.resync(snapshot, time, drift, detail);
        schedule.afterSnapshot(SnapshotKind.RESYNC, time, arrival, proof);
    }

    /**
     * If ids only increase, a snapshot at or beyond the newest message proves what it lists.
     *
     * @param bids bids that it listed
     * @param asks asks that it listed
     */
    private Proof proof(InputSnapshot snapshot, int bids, int asks) {
        return tracker.mode() == SequenceMode.MONOTONIC && snapshot.hasOwnId()
                ? new Proof(bids, asks)
                : schedule.proof();
    }

    /**
     * A snapshot taken at the moment of the live book. It tells nothing about prices for which it
     * has only unusable rows: there the book is unchanged.
     */
    void compare(InputSnapshot snapshot, RejectedPlaces rejected) {
        double drift = drift(snapshot);
        int bids = snapshot.listed(Side.BID);
        int asks = snapshot.listed(Side.ASK);
        for (int place = 0; place < rejected.size(); place++) {
            BookSide listed = snapshot.book().side(rejected.side(place));
            long price = rejected.price(place);
            if (listed.lists(price) && listed.quantityAt(price) == 0) {
                BookSide kept = state.book.side(rejected.side(place));
                listed.set(price, kept.quantityAt(price));
            }
        }
        boolean equal = true;
        for (Side side : Side.values()) {
            boolean saysNothing = snapshot.listed(side) == 0 && rejected.isOn(side);
            if (!saysNothing) {
                OrderBook.Reconciled found = state.book.reconcile(side, snapshot.book());
                equal &= found.isEqual();
                boolean changes = !found.isEqual() || found.isWider();
                state.unproven |= changes && !snapshot.hasOwnId();
            }
        }
        state.book.evictTo(context.settings.retained());
        snapshot.damage().applyTo(state.book);
        Proof proof = proof(snapshot, bids, asks);
        if (equal) {
            checked(snapshot, proof);
        } else {
            String detail = "replaced inside its range";
            resynced(snapshot, drift, snapshot.time(), snapshot.arrival(), proof, detail);
        }
    }

    /** The numbering restarted with a snapshot, and the first message beyond it has arrived. */
    void loadRestarted(InputSnapshot snapshot, Message message) {
        context.clock(message);
        context.count(Counter.RESTARTS, 1);
        context.incidents.outOfOrder(
                IncidentKind.RESTART, message, tracker.last() + 1, message.firstId);
        double drift = drift(snapshot);
        begin(snapshot);
        state.ring.clear();
        tracker.loaded(snapshot.id());
        tracker.take(message.id, message.time);
        context.enter(BookState.LIVE, IncidentKind.RESYNC.name());
        snapshot.damage().applyTo(state.book);
        CrossedBook.Finding finding = crossed.apply(message);
        context.countLive();
        context.emit(message, finding.removed().isEmpty());
        crossed.settle(message, finding, true);
        long time = Math.max(snapshot.time(), message.time);
        long arrival = Math.max(snapshot.arrival(), message.arrival);
        resynced(snapshot, drift, time, arrival, schedule.proof(), "numbering restarted");
    }

    /** Reports the book of a seed, which is already in the state. */
    void seeded() {
        long time = state.lastEventTime;
        int levels = state.book.bids().size() + state.book.asks().size();
        context.count(Counter.RESYNCS, 1);
        context.count(Counter.RESYNCS_SEED, 1);
        state.top.look(state.book, time);
        context.incidents.seeded(time, levels);
        schedule.afterSnapshot(SnapshotKind.RESYNC, time, state.lastEventArrival, schedule.proof());
    }

    /**
     * Adds the levels of the rest of a snapshot. The horizon stays where the first part has it.
     *
     * @param snapshot the book with the levels of the rest
     */
    void extend(InputSnapshot snapshot, Message rest) {
        double drift = drift(snapshot);
        boolean changes = false;
        for (int row = 0; row < rest.size; row++) {
            BookSide side = state.book.side(rest.side(row));
            long price = rest.price(row);
            long quantity = snapshot.book().side(rest.side(row)).quantityAt(price);
            changes |= side.quantityAt(price) != quantity;
            side.set(price, quantity);
        }
        state.book.evictTo(context.settings.retained());
        snapshot.damage().applyTo(state.book);
        if (changes || state.state != BookState.LIVE) {
            String detail = "the rest of the snapshot that the seed ends with";
            resynced(
                    snapshot, drift, snapshot.time(), snapshot.arrival(), schedule.proof(), detail);
        } else {
            checked(snapshot, schedule.proof());
        }
    }

    private void checked(InputSnapshot snapshot, Proof proof) {
        context.count(Counter.CHECKS, 1);
        countTaken(snapshot);
        tracker.reached(snapshot.time());
        schedule.afterSnapshot(SnapshotKind.CHECK, snapshot.time(), snapshot.arrival(), proof);
    }

    private void countTaken(InputSnapshot snapshot) {
        if (snapshot.source() == SnapshotSource.BOOK) {
            context.count(Counter.BOOK_ROWS_TAKEN, 1);
        }
    }
}
