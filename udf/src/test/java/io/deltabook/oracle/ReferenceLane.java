// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.IncidentKind;
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
    /** Rows after which a message is cut. */
    public static final int LONGEST_MESSAGE = 2_000_000;

    private final ReferenceGrouper grouper;
    private final ReferenceJournal journal = new ReferenceJournal();
    private final ReferenceTable table;
    private final ReferenceBooks books;
    private final ReferenceSnapshots snapshots;
    private final ReferenceTrades trades;
    private final EventClock clock;
    private final boolean implicitSnapshots;

    /** Rows without readable id since the newest row that has one: the next message's, perhaps. */
    private final ReferenceDamage loose = new ReferenceDamage();

    /** What the lane began with, until its first message; null without or behind that. */
    private ReferenceSeed seed;

    /** File and row of the newest row of the book table. */
    private String bookFile;

    private long bookRow;

    public ReferenceLane(Lane lane, BookSettings settings) {
        this(lane, settings, LONGEST_MESSAGE);
    }

    /**
     * A lane.
     *
     * @param longestMessage rows after which a message is cut
     */
    public ReferenceLane(Lane lane, BookSettings settings, int longestMessage) {
        grouper = new ReferenceGrouper(lane.mode(), longestMessage);
        table = new ReferenceTable(lane.mode(), settings, journal);
        books = new ReferenceBooks(lane.snapshots(), table);
        snapshots = new ReferenceSnapshots(table, books);
        trades = new ReferenceTrades(table);
        clock = settings.clock();
        implicitSnapshots = lane.implicitSnapshots();
    }

    /**
     * A lane that continues where an earlier run ended, or begins cold where that has no CLOSING.
     *
     * @param earlier events of the earlier run
     * @param appliedRows delta rows that were applied so far
     */
    public ReferenceLane after(List<ReferenceEvent> earlier, long appliedRows) {
        seed = ReferenceSeed.of(earlier, appliedRows);
        if (seed != null) {
            journal.firstSeq = seed.nextSeq();
            seed.load(table);
            trades.look();
        }
        return this;
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

    /** Takes rows in capture order. */
    public void feed(List<ReferenceInput> rows) {
        for (ReferenceInput row : rows) {
            switch (row.kind()) {
                case DELTA, ID_ONLY -> row(row);
                case BOOK_LEVEL -> bookLevel(row);
                case TRADE -> {
                    finishMessage();
                    trades.trade(row, timeOf(row));
                }
                case LEFT_OUT_FILE -> leftOut(row);
            }
        }
    }

    /** Ends the lane. */
    public void end() {
        finishMessage();
        snapshots.refuseHeld();
        if (table.state != BookState.WAITING && !journal.events.isEmpty()) {
            table.write(journal.lastEventNanos(), SnapshotKind.CLOSING, table.settings.retained());
        }
    }

    private void row(ReferenceInput row) {
        journal.counters.add("ROWS_IN", 1);
        if (grouper.isLoose(row)) {
            reject(row, row.fault());
            looseRow(row);
            return;
        }
        ReferenceGrouper.Place place = grouper.place(row);
        switch (place) {
            case NEXT -> finishMessage();
            case SPLITS -> process(grouper.split());
            case INSIDE -> {}
        }
        boolean cut = place != ReferenceGrouper.Place.NEXT && grouper.isFull();
        if (cut) {
            grouper.newest().own.isUnreadable = true;
            journal.incident(IncidentKind.RING_OVERFLOW, grouper.pending(), "MESSAGE_CUT");
            finishMessage();
        }
        grouper.add(row);
        ReferenceMessage message = grouper.newest();
        message.own.isUnreadable |= cut;
        message.beside.addAll(loose);
        loose.clear();
        put(row, message);
    }

    /** The first usable row of a message, else its first row, gives ids and time. */
    private void put(ReferenceInput row, ReferenceMessage message) {
        long time = timeOf(row);
        boolean timeNeeded = message.rows.isEmpty();
        boolean isUsable = row.isUsable() && time != Missing.TIME;
        if (message.length == 1 || timeNeeded && isUsable) {
            message.firstId = row.firstId();
            message.previousId = row.previousId();
            message.timeNanos = time;
        }
        if (row.kind() == ReferenceInput.Kind.ID_ONLY) {
            journal.counters.add("ID_ONLY_ROWS", 1);
        } else if (row.fault() == null && timeNeeded && time == Missing.TIME) {
            reject(row, RejectReason.NULL_TIME);
            message.own.add(row);
        } else if (row.fault() != null) {
            boolean timeless = timeNeeded && time == Missing.TIME;
            boolean timeFirst = timeless && row.fault().compareTo(RejectReason.NULL_TIME) > 0;
            reject(row, timeFirst ? RejectReason.NULL_TIME : row.fault());
            message.own.add(row);
        } else {
            message.rows.add(new ReferenceRow(row.side(), row.price(), row.quantity()));
        }
    }

    /** It was part of the message before it, or of the one behind it, but of no book row. */
    private void looseRow(ReferenceInput row) {
        finishBookRow();
        loose.add(row);
        besideNewest(row);
    }

    private void finishBookRow() {
        if (grouper.pending() != null && grouper.pending().source == SnapshotSource.BOOK) {
            finishMessage();
        }
    }

    private void besideNewest(ReferenceInput row) {
        ReferenceDamage damage = new ReferenceDamage();
        damage.add(row);
        damage.applyTo(table.book);
        if (grouper.pending() != null) {
            grouper.newest().beside.addAll(damage);
        }
    }

    /** The file may have held the rest of the message before it and a part of the one behind. */
    private void leftOut(ReferenceInput file) {
        if (books.dependOn(file)) {
            finishBookRow();
        }
        journal.incident(
                ReferenceIncident.of(
                        IncidentKind.BAD_FILE,
                        journal.nextSeq(),
                        journal.lastEventNanos(),
                        null,
                        Missing.ID));
        if (books.dependOn(file)) {
            table.leftOut();
            return;
        }
        looseRow(file);
        boolean idsTell = table.mode.isVerified();
        if (grouper.pending() != null && !idsTell) {
            grouper.newest().own.isUnreadable = true;
        }
        table.leftOut();
    }

    /** The levels of a row of the book table stand together and are one message. */
    private void bookLevel(ReferenceInput row) {
        boolean goesOn = row.file().equals(bookFile) && row.row() == bookRow;
        bookFile = row.file();
        bookRow = row.row();
        if (!goesOn) {
            finishMessage();
            journal.counters.add("BOOK_ROWS_IN", 1);
            long time = timeOf(row);
            RejectReason fault = faultOf(row, time);
            if (fault != null) {
                journal.counters.add("BOOK_ROWS_REJECTED", 1);
                journal.reject(row, fault);
                return;
            }
            grouper.beginBook(row.updateId(), time);
        }
        if (grouper.pending() != null && row.quantity() != 0) {
            grouper.pending().rows.add(new ReferenceRow(row.side(), row.price(), row.quantity()));
        }
    }

    /** The first fault of a row of trades or book in the order of the list, null for none. */
    static RejectReason faultOf(ReferenceInput row, long time) {
        RejectReason fault = row.fault();
        boolean timeFirst = fault == null || fault.compareTo(RejectReason.NULL_TIME) > 0;
        return time == Missing.TIME && timeFirst ? RejectReason.NULL_TIME : fault;
    }

    private void reject(ReferenceInput row, RejectReason reason) {
        journal.counters.add("REJECTED_ROWS", 1);
        journal.reject(row, reason);
    }

    /** A missing time takes the other clock's, else the previous event's time. */
    private long timeOf(ReferenceInput row) {
        long event = row.eventNanos();
        long arrival = row.arrivalNanos();
        long first = clock == EventClock.EVENT ? event : arrival;
        long second = clock == EventClock.EVENT ? arrival : event;
        if (first != Missing.TIME) {
            return first;
        }
        return second != Missing.TIME ? second : journal.lastEventNanos();
    }

    private void finishMessage() {
        ReferenceMessage message = grouper.take();
        if (message != null) {
            process(message);
        }
    }

    private void process(ReferenceMessage message) {
        if (seed != null && message.source != SnapshotSource.BOOK && isRest(message)) {
            rest(message);
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
        repeats(message);
    }

    private void repeats(ReferenceMessage message) {
        for (int copy = 1; copy < message.blocks; copy++) {
            table.countOld(message, IncidentKind.DUPLICATE, "DUPLICATES", "DUPLICATE_ROWS");
        }
        trades.look();
    }

    private boolean isRest(ReferenceMessage message) {
        ReferenceSequence sequence = table.sequence;
        boolean isRest =
                seed.isRest(message, implicitSnapshots, sequence.last, sequence.newestNanos());
        seed = null;
        return isRest;
    }

    private void rest(ReferenceMessage message) {
        if (message.source != null) {
            journal.counters.add("SNAPSHOT_ROWS", message.rows.size());
            snapshots.rest(message);
        } else {
            journal.counters.add("MESSAGES", message.blocks);
            table.rest(message, snapshots);
        }
        repeats(message);
    }
}
