// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.BookState;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.EventType;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.contract.SnapshotSource;
import java.util.List;
import java.util.TreeMap;

/**
 * The newest CLOSING of an earlier run, as its events tell (contract 4.1): loaded before the first
 * row, and remembered until the first message.
 */
final class ReferenceSeed {
    private final ReferenceEvent closing;

    /** The RESYNC with which the run itself continued from a seed; null if it started cold. */
    private final ReferenceEvent before;

    /** What the run did to the book last: a delta or a snapshot of the input. */
    private final ReferenceEvent newest;

    private final ReferenceEvent newestDelta;
    private final long latestDeltaNanos;
    private final long appliedRows;

    private ReferenceSeed(List<ReferenceEvent> events, long appliedRows) {
        closing = events.get(events.size() - 1);
        before = events.get(0).seq() == 0 ? null : events.get(0);
        ReferenceEvent book = null;
        ReferenceEvent delta = null;
        long latest = Missing.TIME;
        for (ReferenceEvent event : events) {
            if (event.type() == EventType.BOOK_DELTA) {
                delta = event;
                latest = Math.max(latest, event.timeNanos());
            }
            boolean given =
                    event.kind() == SnapshotKind.RESYNC || event.kind() == SnapshotKind.CHECK;
            if (event.type() == EventType.BOOK_DELTA || given) {
                book = event;
            }
        }
        newest = book;
        newestDelta = delta;
        this.appliedRows = appliedRows;
        latestDeltaNanos = delta == null ? nanosBefore() : latest;
    }

    /**
     * The seed that the events of a run leave; null where it ends without a book.
     *
     * @param appliedRows delta rows applied so far
     */
    static ReferenceSeed of(List<ReferenceEvent> events, long appliedRows) {
        boolean closed =
                !events.isEmpty() && events.get(events.size() - 1).kind() == SnapshotKind.CLOSING;
        return closed ? new ReferenceSeed(events, appliedRows) : null;
    }

    long nextSeq() {
        return closing.seq() + 1;
    }

    /** Whether the run only handed on the seed that it began with. */
    private boolean isHandedOn() {
        return before != null && newestDelta == null && newest == before;
    }

    /** Time of the seed before, if there was any delta up to it. */
    private long nanosBefore() {
        return before == null || appliedRows == 0 ? Missing.TIME : before.timeNanos();
    }

    /** Loads it into the table of a lane that begins. */
    void load(ReferenceTable table) {
        table.state = closing.state();
        load(table.book.side(Side.BID), closing.bids(), closing.coveredBids());
        load(table.book.side(Side.ASK), closing.asks(), closing.coveredAsks());
        if (table.state != BookState.LIVE) {
            table.book.dropHorizons();
        }
        table.book.evict(table.settings.retained());
        table.unproven = closing.certifiedBids() + closing.certifiedAsks() == 0;
        ReferenceMessage message = new ReferenceMessage(SnapshotSource.SEED, closing.updateId());
        table.sequence.loadedAt(message);
        table.sequence.sawTime(newest == null ? closing.timeNanos() : newest.timeNanos());
        table.clock.startAt(
                newestDelta == null ? nanosBefore() : newestDelta.timeNanos(), latestDeltaNanos);
        if (table.settings.crossedPolicy() != CrossedPolicy.OFF && table.book.isCrossed()) {
            table.beginCrossedRun();
        }
        ReferenceJournal journal = table.journal;
        journal.counters.add("APPLIED_ROWS", appliedRows);
        journal.counters.add("RESYNCS", 1);
        journal.counters.add("RESYNCS_SEED", 1);
        journal.incident(
                ReferenceIncident.of(
                                IncidentKind.RESYNC,
                                journal.nextSeq(),
                                closing.timeNanos(),
                                null,
                                closing.updateId())
                        .from(SnapshotSource.SEED));
        table.write(closing.timeNanos(), SnapshotKind.RESYNC, table.settings.anchorLevels());
    }

    private static void load(ReferenceSide side, List<ReferenceLevel> listed, int covered) {
        TreeMap<Long, Long> levels = side.emptyLevels();
        listed.forEach(level -> levels.put(level.price(), level.quantity()));
        side.load(levels);
        side.endAfter(covered);
    }

    /**
     * Whether the first message is the rest of the one that the seed ends with.
     *
     * @param unmarked whether a snapshot stands unmarked among the deltas
     * @param last id of the newest message or snapshot taken
     */
    boolean isRest(ReferenceMessage message, boolean unmarked, Long last, long lastNanos) {
        boolean withoutId = message.updateId == Missing.ID;
        boolean own = withoutId ? last == null : last != null && message.updateId == last;
        if (!own) {
            return false;
        }
        boolean endsInSnapshot =
                isHandedOn() || newest != null && newest.type() == EventType.BOOK_SNAPSHOT;
        boolean endsInDelta =
                isHandedOn() || newestDelta != null && newestDelta.updateId() == closing.updateId();
        if (message.source == SnapshotSource.DELTAS) {
            return endsInSnapshot && (!withoutId || message.timeNanos == lastNanos);
        }
        return !withoutId && (unmarked || endsInDelta);
    }
}
