// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.book.ReplayBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.read.DecimalValues;
import io.deltabook.job.parquet.event.read.EventChunk;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Follows the book of a lane through its events, from an anchor on: message by message, with the
 * snapshots and trades between them. The book starts over at each deep snapshot, so it is the same
 * whichever anchor the replay started from. Reads only the columns that it needs, a few thousand
 * rows at a time. Not thread-safe.
 */
public final class BookReplay implements Closeable {
    private static final EventType[] TYPES = EventType.values();
    private static final BookState[] STATES = BookState.values();
    private static final SnapshotKind[] KINDS = SnapshotKind.values();
    private static final String BID = Side.BID.name();

    private static final Set<String> COLUMNS =
            Set.of(
                    EventSchema.EVENT_SEQ,
                    EventSchema.EVENT_TIMESTAMP,
                    EventSchema.EVENT_TYPE,
                    EventSchema.BIDS,
                    EventSchema.ASKS,
                    EventSchema.SNAPSHOT_KIND,
                    EventSchema.DELTA_SIDE,
                    EventSchema.DELTA_PRICE,
                    EventSchema.DELTA_QUANTITY,
                    EventSchema.LAST_IN_MESSAGE,
                    EventSchema.BOOK_STATE,
                    EventSchema.CERTIFIED_BIDS,
                    EventSchema.CERTIFIED_ASKS,
                    EventSchema.COVERED_BIDS,
                    EventSchema.COVERED_ASKS);

    private final Anchor anchor;
    private final SnapshotDepths depths;
    private final BookTrust trust;
    private final ReplayRows rows;
    private final ReplayBook book = new ReplayBook();
    private final Changes changes = new Changes();
    private boolean keepsChanges;
    private long due = Long.MAX_VALUE;
    private boolean isHeld;
    private EventType type;
    private BookState state;
    private SnapshotKind kind;
    private long latestNanos = Long.MIN_VALUE;
    private long bookSeq = -1;
    private long bookNanos;
    private long lastStep = -1;
    private boolean isInMessage;

    /** What {@link #next} has moved to. */
    public enum Step {
        /** The last delta of a message: the book is consistent. */
        MESSAGE,
        /** A snapshot. */
        SNAPSHOT,
        /** A trade. */
        TRADE,
        /** The next event is due, and has not been taken. */
        DUE
    }

    private BookReplay(LaneEvents lane, Anchor anchor, Set<String> more) throws IOException {
        this.anchor = anchor;
        depths = new SnapshotDepths(lane.bounds());
        trust = new BookTrust(lane);
        Set<String> columns = new HashSet<>(COLUMNS);
        columns.addAll(more);
        rows = new ReplayRows(lane, anchor, columns);
    }

    /**
     * A replay before its first event.
     *
     * @param anchor where to start
     * @param more columns that are read beside those of the book, by name; others of {@link #chunk}
     *     must not be asked for
     */
    public static BookReplay open(LaneEvents lane, Anchor anchor, Set<String> more)
            throws IOException {
        return new BookReplay(lane, anchor, more);
    }

    /**
     * A replay that has reached its end: the last message, snapshot or trade before an event.
     *
     * @param seq number of the event, which is not taken; if it is inside of a message, none of
     *     that is
     */
    public static BookReplay endedBefore(LaneEvents lane, long seq) throws IOException {
        Anchor anchor = lane.search().anchorBefore(seq);
        BookReplay replay = open(lane, anchor, Set.of()).before(seq);
        try {
            replay.drain();
            if (replay.isInMessage) {
                long last = replay.lastStep;
                replay.close();
                replay = open(lane, anchor, Set.of()).before(last + 1);
                replay.drain();
            }
            return replay;
        } catch (IOException | RuntimeException e) {
            replay.close();
            throw e;
        }
    }

    private void drain() throws IOException {
        Step step = next();
        while (step != null) {
            lastStep = seq();
            step = next();
        }
    }

    /** Ends the replay before an event. */
    public BookReplay before(long seq) {
        rows.before(seq);
        return this;
    }

    /**
     * Stops once, by {@link Step#DUE}, ahead of the first event from here on whose time is not
     * before an instant, so that the book can be seen without it. A message that has begun is
     * finished first.
     *
     * @param nanos the instant, epoch ns
     */
    public void stopAhead(long nanos) {
        due = nanos;
    }

    /** Keeps what each message changed, for {@link #changes}. */
    public BookReplay keepingChanges() {
        keepsChanges = true;
        return this;
    }

    /**
     * Moves to the end of the next message, to the next snapshot or trade.
     *
     * @return null if there are no more events; some events of an unfinished message may have been
     *     passed then
     * @throws IOException if a file cannot be read, or an event is in no file
     */
    public Step next() throws IOException {
        changes.clear();
        while (isHeld || rows.move()) {
            if (!isHeld && rows.nanos() >= due && !isInMessage) {
                isHeld = true;
                due = Long.MAX_VALUE;
                return Step.DUE;
            }
            isHeld = false;
            take();
            switch (type) {
                case TRADE -> {
                    return Step.TRADE;
                }
                case BOOK_SNAPSHOT -> {
                    snapshot();
                    bookNanos = nanos();
                    bookSeq = seq();
                    return Step.SNAPSHOT;
                }
                case BOOK_DELTA -> {
                    if (delta()) {
                        bookNanos = nanos();
                        bookSeq = seq();
                        return Step.MESSAGE;
                    }
                }
            }
        }
        return null;
    }

    private void take() throws IOException {
        rows.take();
        latestNanos = Math.max(latestNanos, rows.nanos());
        type = rows.chunk().type().named(TYPES, rows.row());
        BookState now = rows.chunk().state().named(STATES, rows.row());
        if (type == null || now == null) {
            throw rows.damaged("must have a type and a state of the data contract, but has not");
        }
        if (now != state) {
            enter(now);
        }
    }

    private void enter(BookState now) {
        boolean isFirst = state == null;
        state = now;
        if (now == BookState.WAITING) {
            book.stop();
        } else if (now == BookState.SUSPECT) {
            book.forgetCertified();
            boolean isBuilt = isFirst && anchor.isStart() && seq() == 0;
            if (isBuilt && type != EventType.BOOK_SNAPSHOT) {
                book.startEmpty();
            }
        }
    }

    private boolean delta() {
        EventChunk chunk = rows.chunk();
        int row = rows.row();
        DecimalValues prices = chunk.deltaPrice();
        DecimalValues quantities = chunk.deltaQuantity();
        boolean isBid = chunk.deltaSide().is(BID, row);
        if (keepsChanges) {
            changes.add(
                    !isBid,
                    prices.high(row),
                    prices.low(row),
                    quantities.high(row),
                    quantities.low(row));
        }
        boolean isLast = chunk.lastInMessage().value(row);
        if (book.isStarted()) {
            book.set(
                    isBid ? Side.BID : Side.ASK,
                    prices.high(row),
                    prices.low(row),
                    quantities.high(row),
                    quantities.low(row));
            if (isLast) {
                book.endMessage(depths.retained(), depths.isExact());
            }
        }
        isInMessage = !isLast;
        if (isLast) {
            trust.delta();
        }
        return isLast;
    }

    private void snapshot() throws IOException {
        EventChunk chunk = rows.chunk();
        int row = rows.row();
        kind = chunk.kind().named(KINDS, row);
        if (kind == null) {
            throw rows.damaged("must have a snapshot_kind of the data contract, but has not");
        }
        depths.see(kind, ListedBook.levels(chunk, row));
        boolean isStart = EventSearch.isDeep(kind) || !book.isStarted();
        book.follow(ListedBook.of(chunk, row, kind, depths.of(kind), book), isStart);
        trust.snapshot(chunk, row, kind, state);
    }

    /** Number of the event that {@link #next} moved to. */
    public long seq() {
        return rows.seq();
    }

    /** Its event time, epoch ns; after {@link Step#DUE} that of the event ahead. */
    public long nanos() {
        return rows.nanos();
    }

    /**
     * The latest event time up to it, epoch ns: a clock that never goes back, unlike {@link
     * #nanos}.
     */
    public long clock() {
        return latestNanos;
    }

    /** Number of the last event of the message or the snapshot that {@link #book} shows. */
    public long bookSeq() {
        return bookSeq;
    }

    /** Event time of that event, epoch ns. */
    public long bookNanos() {
        return bookNanos;
    }

    /** Where the replay started. */
    public Anchor anchor() {
        return anchor;
    }

    /** The state after it; null before the first event. */
    public BookState state() {
        return state;
    }

    /** Kind of the newest snapshot; null before the first. */
    public SnapshotKind kind() {
        return kind;
    }

    /** The chunk that contains the event, at {@link #row}. */
    public EventChunk chunk() {
        return rows.chunk();
    }

    /** The event's row in {@link #chunk}. */
    public int row() {
        return rows.row();
    }

    /** What the message changed, if that is kept. */
    public Changes changes() {
        return changes;
    }

    /** Whether there is a book: one that was started and is not WAITING. */
    public boolean hasBook() {
        return book.isStarted();
    }

    /**
     * The book. Only the best {@link #known} levels of a side are those of the run's book. Numbers
     * of prices and quantities are valid until the next step.
     */
    public ReplayBook book() {
        return book;
    }

    /** How many of the best {@code max} levels of a side are known. */
    public int known(Side side, int max) {
        return book.known(side, max);
    }

    /**
     * How many of the best {@code max} known levels are covered; −1 if the files do not tell,
     * because rows of the lane were rejected and the newest book event is no snapshot.
     */
    public int covered(Side side, int max) {
        return trust.covered(side, max, book);
    }

    /** How many of the best {@code max} known levels are certified; −1 as above. */
    public int certified(Side side, int max) {
        return trust.certified(side, max, book);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
