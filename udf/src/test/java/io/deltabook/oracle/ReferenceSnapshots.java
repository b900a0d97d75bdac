// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.contract.SnapshotSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows of the state table in contract 3.3 that are about input snapshots. */
final class ReferenceSnapshots {
    private final ReferenceTable table;
    private final ReferenceBooks books;
    private ReferenceMessage held;

    /** Why {@link #held} is refused if the numbering did not restart. */
    private RefusalReason heldReason;

    /** How many levels per side an input snapshot listed that proves them in {@code monotonic}. */
    record Proof(int bids, int asks) {
        static final Proof NONE = new Proof(0, 0);
    }

    ReferenceSnapshots(ReferenceTable table, ReferenceBooks books) {
        this.table = table;
        this.books = books;
    }

    /** A snapshot held for one message that did not come is behind, or not bridged. */
    void refuseHeld() {
        if (held != null) {
            refuse(held, heldReason);
            held = null;
        }
    }

    /** Settles a held snapshot with the message after it; true if the numbering restarted there. */
    boolean settleHeld(ReferenceMessage message, boolean old) {
        if (held == null) {
            return false;
        }
        boolean restarted =
                old
                        && table.sequence.bridges(message, held.updateId)
                        && table.sequence.timeGoesOn(message);
        if (!restarted) {
            refuseHeld();
            return false;
        }
        ReferenceMessage snapshot = held;
        held = null;
        table.clock.taken(message, table.state);
        table.recordRestart(message);
        double drift = drift(snapshot);
        load(snapshot);
        table.ring.clear();
        table.sequence.taken(message);
        table.apply(message, true);
        resync(snapshot, Math.max(snapshot.timeNanos, message.timeNanos), drift, Proof.NONE);
        return true;
    }

    /** The rest of the snapshot that a seed ends with: more levels of the book as it stands. */
    void rest(ReferenceMessage snapshot) {
        refuseHeld();
        ReferenceMessage whole = new ReferenceMessage(snapshot.source, snapshot.updateId);
        whole.timeNanos = snapshot.timeNanos;
        whole.own.addAll(snapshot.own);
        boolean differs = false;
        for (Side side : Side.values()) {
            TreeMap<Long, Long> more = levels(snapshot, side);
            TreeMap<Long, Long> all = table.book.side(side).copyOfLevels();
            differs |= !all.entrySet().containsAll(more.entrySet());
            all.putAll(more);
            all.forEach((price, amount) -> whole.rows.add(new ReferenceRow(side, price, amount)));
        }
        RefusalReason fault = fault(whole);
        if (fault != null) {
            refuse(whole, fault);
            return;
        }
        double drift = drift(whole);
        table.book.apply(whole.rows);
        table.book.evict(table.settings.retained());
        damage(snapshot);
        if (differs || table.state != BookState.LIVE) {
            resync(whole, whole.timeNanos, drift, Proof.NONE);
        } else {
            check(whole, Proof.NONE);
        }
    }

    private void check(ReferenceMessage snapshot, Proof proof) {
        table.journal.counters.add("CHECKS", 1);
        settle(snapshot, "BOOK_ROWS_TAKEN");
        table.sequence.sawTime(snapshot.timeNanos);
        table.write(snapshot.timeNanos, SnapshotKind.CHECK, table.settings.depthPublished(), proof);
    }

    /** Judges a snapshot by the table. */
    void arrive(ReferenceMessage snapshot) {
        refuseHeld();
        Long last = table.sequence.last;
        boolean book = snapshot.source == SnapshotSource.BOOK;
        snapshot.isWithoutId = snapshot.updateId == Missing.ID;
        if (book && snapshot.isWithoutId && last != null) {
            snapshot.updateId = last;
        }
        RefusalReason fault = fault(snapshot);
        if (fault != null) {
            refuse(snapshot, fault);
            return;
        }
        boolean noIds = table.mode == SequenceMode.NONE || snapshot.updateId == Missing.ID;
        boolean live = table.state == BookState.LIVE;
        Proof proof =
                snapshot.isWithoutId
                        ? Proof.NONE
                        : new Proof(count(snapshot, Side.BID), count(snapshot, Side.ASK));
        if (noIds || last == null || snapshot.updateId >= last) {
            books.taken(snapshot);
        }
        if (noIds || last == null || snapshot.updateId > last) {
            loadAndResync(snapshot, proof);
        } else if (snapshot.updateId == last) {
            if (live) {
                compare(snapshot, proof);
            } else {
                loadAndResync(snapshot, proof);
            }
        } else {
            behind(snapshot);
        }
    }

    /** The rows of the table for a snapshot below {@code last}. */
    private void behind(ReferenceMessage snapshot) {
        boolean verified = table.mode.isVerified();
        if (verified && canReplay(snapshot)) {
            replay(snapshot);
        } else if (verified) {
            boolean live = table.state == BookState.LIVE;
            held = snapshot;
            heldReason = live ? RefusalReason.BEHIND : RefusalReason.UNBRIDGED;
        } else if (canReplay(snapshot)) {
            replay(snapshot);
        } else {
            refuse(snapshot, RefusalReason.BEHIND);
        }
    }

    /** Whether the ring has all that came after the snapshot. */
    private boolean canReplay(ReferenceMessage snapshot) {
        if (table.state == BookState.LIVE || table.ring.messages().isEmpty()) {
            return false;
        }
        if (!table.mode.isVerified()) {
            boolean reaches = table.ring.messages().get(0).updateId <= snapshot.updateId;
            return snapshot.source != SnapshotSource.BOOK && reaches;
        }
        List<ReferenceMessage> beyond = beyond(snapshot);
        return !beyond.isEmpty() && table.sequence.bridges(beyond.get(0), snapshot.updateId);
    }

    private List<ReferenceMessage> beyond(ReferenceMessage snapshot) {
        return table.ring.messages().stream()
                .filter(message -> message.updateId > snapshot.updateId)
                .toList();
    }

    private RefusalReason fault(ReferenceMessage snapshot) {
        TreeMap<Long, Long> bids = levels(snapshot, Side.BID);
        TreeMap<Long, Long> asks = levels(snapshot, Side.ASK);
        boolean explicit = snapshot.source == SnapshotSource.DELTAS;
        if (snapshot.own.isUnreadable || snapshot.timeNanos == Missing.TIME) {
            return RefusalReason.REJECTED_ROW;
        }
        if (bids.isEmpty() && asks.isEmpty()) {
            return RefusalReason.ONE_SIDED;
        }
        if (bids.isEmpty() || asks.isEmpty()) {
            return explicit ? null : RefusalReason.ONE_SIDED;
        }
        return bids.firstKey() >= asks.firstKey() ? RefusalReason.CROSSED : null;
    }

    private int count(ReferenceMessage snapshot, Side side) {
        return levels(snapshot, side).size();
    }

    /** Levels of one side; zero quantities are ignored, of a price twice the last wins. */
    private TreeMap<Long, Long> levels(ReferenceMessage snapshot, Side side) {
        TreeMap<Long, Long> levels = table.book.side(side).emptyLevels();
        for (ReferenceRow row : snapshot.rows) {
            if (row.side() == side && row.quantity() != 0) {
                levels.put(row.price(), row.quantity());
            }
        }
        return levels;
    }

    /** NaN where there is no book. */
    private double drift(ReferenceMessage snapshot) {
        return table.state == BookState.WAITING || table.book.isEmpty()
                ? Double.NaN
                : table.book.drift(levels(snapshot, Side.BID), levels(snapshot, Side.ASK));
    }

    private void refuse(ReferenceMessage snapshot, RefusalReason reason) {
        table.journal.counters.addRefusal(reason);
        settle(snapshot, "BOOK_ROWS_REFUSED");
        table.journal.incident(
                ReferenceIncident.of(
                                IncidentKind.REFUSED_SNAPSHOT,
                                table.journal.nextSeq(),
                                snapshot.timeNanos,
                                reason.name(),
                                snapshot.updateId)
                        .withDrift(drift(snapshot))
                        .from(snapshot.source));
    }

    /** A row of the book table is taken or refused, once. */
    private void settle(ReferenceMessage snapshot, String counter) {
        if (snapshot.source == SnapshotSource.BOOK) {
            table.journal.counters.add(counter, 1);
        }
    }

    private void loadAndResync(ReferenceMessage snapshot, Proof proof) {
        double drift = drift(snapshot);
        countSuperseded(snapshot);
        List<ReferenceRow> changes =
                books.differences(
                        Map.of(
                                Side.BID, levels(snapshot, Side.BID),
                                Side.ASK, levels(snapshot, Side.ASK)));
        load(snapshot);
        books.write(changes, snapshot);
        table.ring.clear();
        resync(snapshot, snapshot.timeNanos, drift, proof);
    }

    private void countSuperseded(ReferenceMessage snapshot) {
        for (ReferenceMessage message : table.ring.messages()) {
            if (table.mode == SequenceMode.NONE || message.updateId <= snapshot.updateId) {
                table.journal.counters.add("SUPERSEDED", 1);
                table.journal.counters.add("SUPERSEDED_ROWS", message.rows.size());
            }
        }
    }

    /** The snapshot replaces the book; {@code L := last := id}; LIVE. */
    private void load(ReferenceMessage snapshot) {
        for (Side side : Side.values()) {
            table.book.side(side).load(levels(snapshot, side));
        }
        table.book.evict(table.settings.retained());
        table.sequence.loadedAt(snapshot);
        table.unproven = snapshot.isWithoutId;
        table.endCrossedRun();
        table.state = BookState.LIVE;
        damage(snapshot);
    }

    private void damage(ReferenceMessage snapshot) {
        snapshot.own.applyTo(table.book);
        snapshot.beside.applyTo(table.book);
    }

    /** An id below {@code last}: what the ring holds beyond it follows. */
    private void replay(ReferenceMessage snapshot) {
        List<ReferenceMessage> beyond = beyond(snapshot);
        double drift = drift(snapshot);
        long newest = table.sequence.last;
        countSuperseded(snapshot);
        load(snapshot);
        long time = snapshot.timeNanos;
        for (ReferenceMessage message : beyond) {
            table.apply(message, false);
            time = Math.max(snapshot.timeNanos, message.timeNanos);
        }
        table.sequence.loadedBehind(snapshot, newest);
        if (table.state == BookState.LIVE) {
            table.ring.clear();
        } else {
            table.ring.dropUpTo(snapshot.updateId);
        }
        resync(snapshot, time, drift, Proof.NONE);
    }

    private void resync(ReferenceMessage snapshot, long nanos, double drift, Proof proof) {
        table.journal.counters.add("RESYNCS", 1);
        if (snapshot.source != SnapshotSource.DELTAS) {
            table.journal.counters.add("RESYNCS_" + snapshot.source, 1);
        }
        settle(snapshot, "BOOK_ROWS_TAKEN");
        table.journal.incident(
                ReferenceIncident.of(
                                IncidentKind.RESYNC,
                                table.journal.nextSeq(),
                                nanos,
                                null,
                                snapshot.updateId)
                        .withDrift(drift)
                        .from(snapshot.source));
        table.sequence.sawTime(nanos);
        table.write(nanos, SnapshotKind.RESYNC, table.settings.anchorLevels(), proof);
    }

    /** A snapshot of the very message the book stands at. */
    private void compare(ReferenceMessage snapshot, Proof proof) {
        double drift = drift(snapshot);
        boolean differs = false;
        for (Side side : Side.values()) {
            TreeMap<Long, Long> levels = levels(snapshot, side);
            if (levels.isEmpty() && snapshot.own.touches(side)) {
                continue;
            }
            Set<Long> unknown = snapshot.own.prices(side);
            unknown.removeAll(levels.keySet());
            ReferenceSide ours = table.book.side(side);
            boolean reached = levels.isEmpty() || ours.isCovered(levels.lastKey());
            differs |= ours.differsInRange(levels, unknown);
            ours.replaceInRange(levels, unknown);
            table.unproven |= snapshot.isWithoutId && (differs || !reached);
        }
        table.book.evict(table.settings.retained());
        damage(snapshot);
        if (differs) {
            resync(snapshot, snapshot.timeNanos, drift, proof);
        } else {
            check(snapshot, proof);
        }
    }
}
