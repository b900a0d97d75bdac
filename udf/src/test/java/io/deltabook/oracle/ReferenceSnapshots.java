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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The rows of the state table in contract 3.3 that are about input snapshots. */
final class ReferenceSnapshots {
    private final ReferenceTable table;
    private ReferenceMessage held;

    ReferenceSnapshots(ReferenceTable table) {
        this.table = table;
    }

    /** A snapshot held for one message that did not come is behind. */
    void refuseHeld() {
        if (held != null) {
            refuse(held, RefusalReason.BEHIND);
            held = null;
        }
    }

    /** Settles a held snapshot with the message after it; true if the numbering restarted there. */
    boolean settleHeld(ReferenceMessage message, boolean old) {
        if (held == null) {
            return false;
        }
        if (!old || !table.sequence.bridges(message, held.updateId)) {
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
        resync(snapshot, Math.max(snapshot.timeNanos, message.timeNanos), drift);
        return true;
    }

    /** Judges a snapshot by the table. */
    void arrive(ReferenceMessage snapshot) {
        refuseHeld();
        Long last = table.sequence.last;
        boolean book = snapshot.source == SnapshotSource.BOOK;
        if (book && snapshot.updateId == Missing.ID && last != null) {
            snapshot.updateId = last;
        }
        RefusalReason fault = fault(snapshot);
        if (fault != null) {
            refuse(snapshot, fault);
            return;
        }
        boolean noIds = table.mode == SequenceMode.NONE || snapshot.updateId == Missing.ID;
        boolean live = table.state == BookState.LIVE;
        if (noIds || last == null || snapshot.updateId > last) {
            loadAndResync(snapshot);
        } else if (snapshot.updateId == last) {
            if (live) {
                compare(snapshot);
            } else {
                loadAndResync(snapshot);
            }
        } else if (!table.mode.isVerified() && book) {
            refuse(snapshot, RefusalReason.BEHIND);
        } else if (!table.mode.isVerified()) {
            loadAndResync(snapshot);
        } else if (live) {
            held = snapshot;
        } else {
            replay(snapshot);
        }
    }

    private RefusalReason fault(ReferenceMessage snapshot) {
        TreeMap<Long, Long> bids = levels(snapshot, Side.BID);
        TreeMap<Long, Long> asks = levels(snapshot, Side.ASK);
        if (snapshot.hasRejectedRow) {
            return RefusalReason.REJECTED_ROW;
        }
        if (bids.isEmpty() || asks.isEmpty()) {
            return RefusalReason.ONE_SIDED;
        }
        return bids.firstKey() >= asks.firstKey() ? RefusalReason.CROSSED : null;
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

    private void loadAndResync(ReferenceMessage snapshot) {
        double drift = drift(snapshot);
        countSuperseded(snapshot);
        load(snapshot);
        table.ring.clear();
        resync(snapshot, snapshot.timeNanos, drift);
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
        table.endCrossedRun();
        table.state = BookState.LIVE;
        if (snapshot.hasLooseRow) {
            table.book.dropHorizons();
        }
    }

    /** An id below {@code last} while the ring may hold what came after the snapshot. */
    private void replay(ReferenceMessage snapshot) {
        List<ReferenceMessage> beyond = new ArrayList<>();
        for (ReferenceMessage message : table.ring.messages()) {
            if (message.updateId > snapshot.updateId) {
                beyond.add(message);
            }
        }
        if (beyond.isEmpty() || !table.sequence.bridges(beyond.get(0), snapshot.updateId)) {
            refuse(snapshot, RefusalReason.UNBRIDGED);
            return;
        }
        double drift = drift(snapshot);
        long newest = table.sequence.last;
        countSuperseded(snapshot);
        load(snapshot);
        long time = snapshot.timeNanos;
        for (ReferenceMessage message : beyond) {
            table.apply(message, false);
            time = Math.max(time, message.timeNanos);
        }
        table.sequence.loadedBehind(snapshot, newest);
        if (table.state == BookState.LIVE) {
            table.ring.clear();
        } else {
            table.ring.dropUpTo(snapshot.updateId);
        }
        resync(snapshot, time, drift);
    }

    private void resync(ReferenceMessage snapshot, long nanos, double drift) {
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
        table.clock.passesInterval(nanos);
        table.write(nanos, SnapshotKind.RESYNC, table.settings.anchorLevels());
    }

    /** A snapshot of the very message the book stands at. */
    private void compare(ReferenceMessage snapshot) {
        double drift = drift(snapshot);
        boolean differs = false;
        for (Side side : Side.values()) {
            TreeMap<Long, Long> levels = levels(snapshot, side);
            differs |= table.book.side(side).differsInRange(levels);
            table.book.side(side).replaceInRange(levels);
        }
        table.book.evict(table.settings.retained());
        if (snapshot.hasLooseRow) {
            table.book.dropHorizons();
        }
        if (differs) {
            resync(snapshot, snapshot.timeNanos, drift);
        } else {
            table.journal.counters.add("CHECKS", 1);
            settle(snapshot, "BOOK_ROWS_TAKEN");
            table.clock.passesInterval(snapshot.timeNanos);
            table.write(snapshot.timeNanos, SnapshotKind.CHECK, table.settings.depthPublished());
        }
    }
}
