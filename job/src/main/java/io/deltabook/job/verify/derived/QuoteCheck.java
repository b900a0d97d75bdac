// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.book.ReplayBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The quotes must be what the book shows that is replayed from the events: after each message and
 * snapshot the newest quote has its best levels, state and trust, where the replay knows them; each
 * quote has the number, times and id of the last event of its message, and differs from the quote
 * before it. So none is missing, repeated or wrong.
 */
final class QuoteCheck {
    private final DatasetRows rows;
    private final QuoteRules rules;
    private final Consumer<String> faults;
    private final QuoteTrust trust;
    private QuoteColumns columns;
    private long read;
    private Quote next;
    private Quote newest;
    private Quote spare = new Quote();
    private boolean isOver;

    /** Events are missing or unusable: nothing is known until the next snapshot. */
    private boolean isLost;

    /** A message has ended whose quote has its number unless a snapshot of the message follows. */
    private boolean isPending;

    /** Whether the newest quote was found wrong; there is no need to say so after each message. */
    private boolean isReported;

    /** The last event of the message or snapshot that ended. */
    private long seq;

    private long nanos;
    private long arrival;
    private long id;
    private BookState state;
    private QuoteTrust.Answer certified;
    private long lastSeq = Missing.ID;

    /**
     * @param rules null if the quotes cannot be checked
     * @param faults receives what does not hold
     */
    QuoteCheck(DatasetRows rows, QuoteRules rules, Consumer<String> faults) {
        this.rows = rows;
        this.rules = rules;
        this.faults = faults;
        isOver = rules == null;
        trust = isOver ? null : new QuoteTrust(rules.mode(), rules.mayForget(), rules.mayDoubt());
    }

    /** Reads the first quote. */
    void begin() throws IOException {
        advance();
    }

    private void advance() throws IOException {
        long before = next == null ? Long.MIN_VALUE : next.seq;
        next = null;
        if (isOver || !rows.next()) {
            return;
        }
        read++;
        next = spare;
        spare = null;
        if (columns == null || columns.chunk() != rows.chunk()) {
            columns = QuoteColumns.of(rows.chunk());
        }
        next.set(columns, rows.row());
        if (next.seq < before) {
            isOver = true;
            faults.accept(
                    "quotes must be in order, but event_seq %d follows %d"
                            .formatted(next.seq, before));
        }
    }

    /** Makes the next quote the newest. */
    private void take() throws IOException {
        Quote old = newest == null ? new Quote() : newest;
        newest = next;
        spare = old;
        isReported = false;
        advance();
    }

    /** Events are missing or unusable. */
    void interrupt() {
        isPending = false;
        isLost = true;
        if (trust != null) {
            trust.interrupt();
        }
    }

    /** The next event, before it changes the book. */
    void before(CheckedEvent event, ReplayBook book) throws IOException {
        lastSeq = event.seq();
        if (isOver || !isPending) {
            return;
        }
        isPending = false;
        SnapshotKind kind = event.type() == EventType.BOOK_SNAPSHOT ? event.kind() : null;
        if (kind != SnapshotKind.PERIODIC && kind != SnapshotKind.INTERVAL) {
            certified = trust.ofMessage(state, book);
            ended(book, kind == SnapshotKind.RESYNC && rules.mayEndInResync());
        }
    }

    /** The same event, after it has changed the book. */
    void after(CheckedEvent event, ReplayBook book) throws IOException {
        if (isOver) {
            return;
        }
        if (event.type() == EventType.BOOK_SNAPSHOT) {
            isLost = false;
            endsWith(event);
            certified = trust.ofSnapshot(event);
            ended(book, false);
        } else if (event.type() == EventType.BOOK_DELTA
                && event.chunk().lastInMessage().value(event.row())) {
            isPending = true;
            endsWith(event);
        }
    }

    private void endsWith(CheckedEvent event) {
        seq = event.seq();
        nanos = event.nanos();
        arrival = event.chunk().arrival().valueOr(event.row(), Missing.TIME);
        id = event.chunk().updateId().valueOr(event.row(), Missing.ID);
        state = event.state();
    }

    /**
     * @param mayLack whether a quote may be missing, because the message goes on
     */
    private void ended(ReplayBook book, boolean mayLack) throws IOException {
        boolean hasOwn = false;
        while (next != null && next.seq <= seq) {
            if (next.seq < seq) {
                stranger();
            } else if (!hasOwn) {
                hasOwn = true;
                compare();
            } else if (rules.mayLackMessages() && next.isNone()) {
                break;
            } else {
                faults.accept(
                        "event_seq %d must have at most one quote, but has more".formatted(seq));
            }
            take();
        }
        boolean isUnsure = isLost || mayLack && !hasOwn;
        if (!isUnsure && !isReported) {
            holds(book, hasOwn);
        }
    }

    private void stranger() {
        if (!isLost) {
            faults.accept(
                    "a quote must have the number of the last event of a message, but %d is not one"
                            .formatted(next.seq));
        }
    }

    /** The quote of the message that ended. */
    private void compare() {
        require(EventSchema.EVENT_TIMESTAMP, next.nanos, nanos);
        require(EventSchema.ARRIVAL_TIMESTAMP, next.arrival, arrival);
        require(EventSchema.UPDATE_ID, next.id, id);
        require(EventSchema.BOOK_STATE, next.state, state.name());
        if (newest != null && next.isLike(newest)) {
            faults.accept(
                    "the quote of event_seq %d must differ from the one before, but does not"
                            .formatted(seq));
        }
    }

    private void require(String column, Object found, Object expected) {
        if (!Objects.equals(found, expected)) {
            isReported = true;
            faults.accept(
                    "%s of the quote of event_seq %d must be %s, but is %s"
                            .formatted(column, seq, text(expected), text(found)));
        }
    }

    private static String text(Object value) {
        return value.equals(Missing.ID) ? "null" : value.toString();
    }

    /** The newest quote must say what the book shows. */
    private void holds(ReplayBook book, boolean isOwn) {
        boolean hasNone = newest == null || newest.isNone();
        if (state == BookState.WAITING) {
            if (!hasNone) {
                wrong(isOwn, EventSchema.BOOK_STATE, state.name(), newest.state);
            } else if (newest != null && (!newest.isEmpty() || newest.certified)) {
                wrong(isOwn, "every price and quantity", "null", "not");
            }
            return;
        }
        if (hasNone && isEmpty(book)) {
            return;
        }
        if (hasNone && !book.knowsBest(Side.BID) && !book.knowsBest(Side.ASK)) {
            return;
        }
        if (newest == null) {
            isReported = true;
            faults.accept("a quote must have event_seq %d, but none has".formatted(seq));
        } else if (!newest.state.equals(state.name())) {
            wrong(isOwn, EventSchema.BOOK_STATE, state.name(), newest.state);
        } else if (!differs(book, Side.BID, isOwn) && !differs(book, Side.ASK, isOwn)) {
            if (certified.contradicts(newest.certified)) {
                String expected = Boolean.toString(!newest.certified);
                wrong(isOwn, QuoteSchema.CERTIFIED, expected, Boolean.toString(newest.certified));
            }
        }
    }

    private static boolean isEmpty(ReplayBook book) {
        return book.knowsBest(Side.BID)
                && book.knowsBest(Side.ASK)
                && book.levels(Side.BID).isEmpty()
                && book.levels(Side.ASK).isEmpty();
    }

    private boolean differs(ReplayBook book, Side side, boolean isOwn) {
        if (!book.knowsBest(side)) {
            return false;
        }
        String column = newest.differing(book, side);
        if (column != null) {
            wrong(isOwn, column, Quote.text(book, side, column), newest.text(column));
        }
        return column != null;
    }

    private void wrong(boolean isOwn, String column, String expected, String found) {
        isReported = true;
        faults.accept(
                isOwn
                        ? "%s of the quote of event_seq %d must be %s, but is %s"
                                .formatted(column, seq, expected, found)
                        : "a quote of event_seq %d must say that %s is %s, but there is none, and that of event_seq %d has %s"
                                .formatted(seq, column, expected, newest.seq, found));
    }

    /** All events were read. */
    void end(ReplayBook book) throws IOException {
        if (isOver) {
            return;
        }
        if (isPending) {
            certified = trust.ofMessage(state, book);
            ended(book, false);
        }
        boolean endsBook =
                next != null
                        && rules.mayLackMessages()
                        && next.isNone()
                        && next.seq == lastSeq
                        && newest != null
                        && !newest.isNone();
        if (endsBook) {
            take();
        }
        if (next != null) {
            stranger();
        } else if (read != rules.count()) {
            faults.accept(
                    "quotes must be %d as statistics count, but are %d"
                            .formatted(rules.count(), read));
        }
    }

    /** Nothing more is checked, because a file cannot be read. */
    void abandon() {
        isOver = true;
    }
}
