// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.contract.SnapshotSource;
import io.deltabook.engine.BookSettings;
import java.util.List;

/**
 * The contract's sections 1.4, 2 and 3 for one lane, written down as plainly as possible: the
 * reference that the engine is compared with. Slow, unbounded in its journal, without any state
 * form.
 */
public final class ReferenceLane {
    private final ReferenceGrouper grouper;
    private final ReferenceJournal journal = new ReferenceJournal();
    private final ReferenceTable table;
    private final ReferenceSnapshots snapshots;
    private final ReferenceTrades trades;
    private final EventClock clock;
    private final boolean implicitSnapshots;

    /** The newest row has no readable id: it may be the first of the next message. */
    private boolean newestIsLoose;

    public ReferenceLane(Lane lane, BookSettings settings) {
        grouper = new ReferenceGrouper(lane.mode());
        table = new ReferenceTable(lane.mode(), settings, journal);
        snapshots = new ReferenceSnapshots(table);
        trades = new ReferenceTrades(table);
        clock = settings.clock();
        implicitSnapshots = lane.implicitSnapshots();
    }

    public List<ReferenceEvent> events() {
        return journal.events;
    }

    public List<ReferenceIncident> incidents() {
        return journal.incidents;
    }

    public List<ReferenceReject> rejects() {
        return journal.rejects;
    }

    public ReferenceCounters counters() {
        return journal.counters;
    }

    /** State after the last whole message. */
    public BookState state() {
        return table.state;
    }

    /** Takes a batch row by row, or ends the lane. */
    public void feed(DeltaBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            switch (batch.table(row)) {
                case DELTAS -> row(batch, row);
                case BOOK -> bookLevel(batch, row);
                case TRADES -> {
                    finishMessage();
                    trades.trade(batch, row, timeOf(batch, row));
                }
            }
        }
        if (batch.isEndOfLane()) {
            end();
        }
    }

    private void row(DeltaBatch batch, int row) {
        journal.counters.add("ROWS_IN", 1);
        boolean usable = batch.rejectCode(row) == RejectReason.USABLE;
        if (grouper.isLoose(batch, row)) {
            reject(batch, row, RejectReason.ofCode(batch.rejectCode(row)));
            looseRow();
            return;
        }
        boolean first = grouper.startsMessage(batch, row);
        if (first) {
            finishMessage();
            grouper.begin(batch, row);
            grouper.pending().hasLooseRow = newestIsLoose;
        }
        newestIsLoose = false;
        long time = timeOf(batch, row);
        boolean usedBefore = grouper.hasUsableRow();
        boolean needsTime = usable && !usedBefore;
        if (first || needsTime) {
            grouper.identify(batch, row, time);
        }
        if (!usable) {
            RejectReason reason = RejectReason.ofCode(batch.rejectCode(row));
            boolean timeless = !usedBefore && time == Missing.TIME;
            boolean timeFirst = timeless && reason.compareTo(RejectReason.NULL_TIME) > 0;
            reject(batch, row, timeFirst ? RejectReason.NULL_TIME : reason);
            grouper.pending().hasRejectedRow = true;
        } else if (needsTime && time == Missing.TIME) {
            reject(batch, row, RejectReason.NULL_TIME);
            grouper.pending().hasRejectedRow = true;
        } else {
            ReferenceRow level =
                    new ReferenceRow(batch.side(row), batch.price(row), batch.quantity(row));
            grouper.pending().rows.add(level);
        }
    }

    /** It was part of the message before it, or of the one behind it, but of no book row. */
    private void looseRow() {
        newestIsLoose = true;
        if (grouper.pending() != null && grouper.pending().source == SnapshotSource.BOOK) {
            finishMessage();
        }
        if (grouper.pending() != null) {
            grouper.pending().hasLooseRow = true;
        } else {
            table.book.dropHorizons();
        }
    }

    /** The levels of a row of the book table stand together in a batch and are one message. */
    private void bookLevel(DeltaBatch batch, int row) {
        long fileRow = batch.fileRow(row);
        boolean goesOn =
                row > 0
                        && batch.table(row - 1) == InputTable.BOOK
                        && batch.fileRow(row - 1) == fileRow;
        if (!goesOn) {
            finishMessage();
            journal.counters.add("BOOK_ROWS_IN", 1);
            long time = timeOf(batch, row);
            RejectReason fault = faultOf(batch, row, time);
            if (fault != null) {
                journal.counters.add("BOOK_ROWS_REJECTED", 1);
                journal.reject(batch, row, fault);
                return;
            }
            grouper.beginBook(batch.updateId(row), time);
        }
        if (grouper.pending() != null && batch.quantity(row) != 0) {
            grouper.pending()
                    .rows
                    .add(new ReferenceRow(batch.side(row), batch.price(row), batch.quantity(row)));
        }
    }

    /** The first fault of a row of trades or book in the order of the list, null for none. */
    static RejectReason faultOf(DeltaBatch batch, int row, long time) {
        boolean usable = batch.rejectCode(row) == RejectReason.USABLE;
        RejectReason fault = usable ? null : RejectReason.ofCode(batch.rejectCode(row));
        boolean timeFirst = fault == null || fault.compareTo(RejectReason.NULL_TIME) > 0;
        return time == Missing.TIME && timeFirst ? RejectReason.NULL_TIME : fault;
    }

    private void reject(DeltaBatch batch, int row, RejectReason reason) {
        journal.counters.add("REJECTED_ROWS", 1);
        journal.reject(batch, row, reason);
    }

    /** A missing time takes the other clock's, else the previous event's time. */
    private long timeOf(DeltaBatch batch, int row) {
        long event = batch.eventTime(row);
        long arrival = batch.arrivalTime(row);
        long first = clock == EventClock.EVENT ? event : arrival;
        long second = clock == EventClock.EVENT ? arrival : event;
        if (first != Missing.TIME) {
            return first;
        }
        return second != Missing.TIME ? second : journal.lastEventNanos();
    }

    private void end() {
        finishMessage();
        snapshots.refuseHeld();
        if (table.state != BookState.WAITING && !journal.events.isEmpty()) {
            table.write(journal.lastEventNanos(), SnapshotKind.CLOSING, table.settings.retained());
        }
    }

    private void finishMessage() {
        ReferenceMessage message = grouper.take();
        if (message == null) {
            return;
        }
        if (implicitSnapshots
                && message.source == null
                && message.isShapedAsSnapshot(table.settings.implicitMinLevels())) {
            message.source = SnapshotSource.IMPLICIT;
        }
        if (message.source == SnapshotSource.BOOK) {
            snapshots.arrive(message);
        } else if (message.source != null) {
            journal.counters.add("SNAPSHOT_ROWS", message.rows.size());
            snapshots.arrive(message);
        } else {
            journal.counters.add("MESSAGES", message.blocks);
            table.delta(message, snapshots);
        }
        for (int copy = 1; copy < message.blocks; copy++) {
            table.countOld(message, IncidentKind.DUPLICATE, "DUPLICATES", "DUPLICATE_ROWS");
        }
        if (message.hasLooseRow) {
            table.book.dropHorizons();
        }
        trades.look();
    }
}
