// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.EventChunk;

/** Rules for consecutive rows of a lane: messages, and book state transitions. */
final class MessageCheck {
    private final Findings findings;
    private final SequenceMode mode;
    private final boolean idsRise;
    private final boolean restarts;
    private final boolean mayLackMessages;
    private boolean hasPrevious;
    private long highestId = Long.MIN_VALUE;
    private EventType type;
    private BookState state;
    private long id;
    private long nanos;
    private boolean last;
    private boolean closed;
    private boolean isIdKnown;
    private long newestId;
    private boolean repairs;
    private long closes;

    /** A message restarts the numbering: the RESYNC that makes the book LIVE follows it. */
    private boolean opens;

    /** All rows so far of the open message are removals. */
    private boolean removes;

    /** Removals of several messages are adjacent: repairs of messages that a RESYNC replays. */
    private boolean replays;

    /**
     * @param mode sequence rule of the lane's ids, null if unknown
     * @param restarts how often the lane's numbering restarted
     * @param mayLackMessages whether a message may have left ids but no events
     */
    MessageCheck(SequenceMode mode, long restarts, boolean mayLackMessages, Findings findings) {
        this.mode = mode;
        this.restarts = restarts > 0;
        this.mayLackMessages = mayLackMessages;
        idsRise = restarts == 0 && (mode == SequenceMode.RANGE || mode == SequenceMode.CONTIGUOUS);
        this.findings = findings;
    }

    /** Forgets the previous row, because rows are missing. */
    void interrupt() {
        hasPrevious = false;
        closed = false;
        state = null;
        isIdKnown = false;
        repairs = false;
        opens = false;
    }

    /** BOOK_DELTA rows with last_in_message so far. */
    long closes() {
        return closes;
    }

    /** Checks a row against the one before it. */
    void row(LaneRows rows, boolean isFirst) {
        EventChunk chunk = rows.chunk();
        int row = rows.row();
        if (closed) {
            findings.row(
                    FindingKind.STATE, rows, "a CLOSING must be the last row, but a row follows");
        }
        EventType rowType = rows.type();
        long rowId = chunk.updateId().isNull(row) ? Missing.ID : chunk.updateId().value(row);
        if (hasPrevious) {
            follows(rows, rowType, rowId);
        }
        enters(rows, rowType, rowId, isFirst);
        repairs(rows, rowType, rowId);
        checks(rows, rowType, rowId);
        if (idsRise && rowType == EventType.BOOK_DELTA) {
            rises(rows, rowId);
        }
        boolean begins = type != EventType.BOOK_DELTA || last || !hasPrevious;
        removes = isRemoval(rows, rowType) && (begins || removes);
        replays &= rowType == EventType.BOOK_DELTA;
        hasPrevious = true;
        type = rowType;
        state = rows.state();
        id = rowId;
        nanos = rows.nanos();
        last = rowType == EventType.BOOK_DELTA && chunk.lastInMessage().value(row);
        closes += last ? 1 : 0;
        closed = rowType == EventType.BOOK_SNAPSHOT && rows.kind() == SnapshotKind.CLOSING;
    }

    private void follows(LaneRows rows, EventType rowType, long rowId) {
        boolean isDelta = rowType == EventType.BOOK_DELTA;
        if (type == EventType.BOOK_DELTA && !last) {
            boolean isResync =
                    rowType == EventType.BOOK_SNAPSHOT && rows.kind() == SnapshotKind.RESYNC;
            boolean isOther = !isDelta || rowId != id;
            replays = removes && (replays || isOther);
            boolean isReplayed =
                    isRemoval(rows, rowType) && !rows.chunk().lastInMessage().value(rows.row());
            if (replays ? !isResync && !isReplayed : isOther) {
                findings.row(
                        FindingKind.MESSAGE,
                        rows,
                        "the message of update_id %s must end with last_in_message, but a %s of update_id %s follows",
                        text(id),
                        rowType,
                        text(rowId));
            } else if (!replays && (rows.nanos() != nanos || rows.state() != state)) {
                findings.row(
                        FindingKind.MESSAGE,
                        rows,
                        "rows of a message must have one event_timestamp and book_state, but have %d %s and %d %s",
                        nanos,
                        state,
                        rows.nanos(),
                        rows.state());
            }
        } else if (isDelta
                && type == EventType.BOOK_DELTA
                && rowId == id
                && mode != null
                && mode.isVerified()
                && rows.chunk().deltaQuantity().sign(rows.row()) != 0) {
            findings.row(
                    FindingKind.MESSAGE,
                    rows,
                    "last_in_message must be on the last row of update_id %s, but another follows",
                    text(id));
        }
    }

    private static boolean isRemoval(LaneRows rows, EventType rowType) {
        return rowType == EventType.BOOK_DELTA
                && rows.chunk().deltaQuantity().sign(rows.row()) == 0;
    }

    /** A removal may belong to an older message that is replayed after a snapshot. */
    private void rises(LaneRows rows, long rowId) {
        if (rowId < highestId && rows.chunk().deltaQuantity().sign(rows.row()) != 0) {
            findings.row(
                    FindingKind.MESSAGE,
                    rows,
                    "update_id must rise from message to message where the numbering did not restart, but is %d after %d",
                    rowId,
                    highestId);
        }
        highestId = Math.max(highestId, rowId);
    }

    /**
     * A removal under the id of a closed message is a repair made while that message is replayed,
     * so more removals or the RESYNC must follow.
     */
    private void repairs(LaneRows rows, EventType rowType, long rowId) {
        boolean isRemoval =
                rowType == EventType.BOOK_DELTA
                        && rows.chunk().deltaQuantity().sign(rows.row()) == 0;
        if (repairs && !isRemoval) {
            repairs = false;
            if (rowType != EventType.BOOK_SNAPSHOT || rows.kind() != SnapshotKind.RESYNC) {
                findings.row(
                        FindingKind.MESSAGE,
                        rows,
                        "last_in_message must be on the last row of a message, but removals under its update_id followed one, and then no RESYNC but a %s",
                        rowType);
            }
        } else if (isRemoval
                && hasPrevious
                && type == EventType.BOOK_DELTA
                && last
                && rowId == id
                && mode != null
                && mode.isVerified()) {
            repairs = true;
        }
    }

    /** A CHECK has the id of the newest message or snapshot. */
    private void checks(LaneRows rows, EventType rowType, long rowId) {
        boolean isCheck = rowType == EventType.BOOK_SNAPSHOT && rows.kind() == SnapshotKind.CHECK;
        if (isCheck
                && isIdKnown
                && !mayLackMessages
                && mode != SequenceMode.NONE
                && rowId != newestId) {
            findings.row(
                    FindingKind.MESSAGE,
                    rows,
                    "update_id of a CHECK must be that of the newest message or snapshot, %s, but is %s",
                    text(newestId),
                    text(rowId));
        }
        if (rowType != EventType.TRADE) {
            newestId = rowId;
            isIdKnown = true;
        }
    }

    private static String text(long id) {
        return id == Missing.ID ? "null" : Long.toString(id);
    }

    private void enters(LaneRows rows, EventType rowType, long rowId, boolean isFirst) {
        boolean isSnapshot = rowType == EventType.BOOK_SNAPSHOT;
        SnapshotKind kind = isSnapshot ? rows.kind() : null;
        BookState now = rows.state();
        if (kind != SnapshotKind.RESYNC) {
            becomesLive(rows, rowType, isFirst);
        } else {
            opens = false;
        }
        if (isSnapshot && now == BookState.WAITING) {
            findings.row(FindingKind.STATE, rows, "a BOOK_SNAPSHOT must not be in WAITING, but is");
        } else if (isSnapshot && state == BookState.WAITING && kind != SnapshotKind.RESYNC) {
            findings.row(
                    FindingKind.STATE,
                    rows,
                    "the book must become LIVE again through a RESYNC, not through %s",
                    kind);
        } else if (kind == SnapshotKind.CHECK && now != BookState.LIVE) {
            findings.row(FindingKind.STATE, rows, "a CHECK must be in LIVE, but is in %s", now);
        }
        if (hasPrevious && isSnapshot) {
            snapshotFollows(rows, kind, rowId);
        }
    }

    /** Only through a RESYNC, which may follow its message if that restarts the numbering. */
    private void becomesLive(LaneRows rows, EventType rowType, boolean isFirst) {
        boolean isDelta = rowType == EventType.BOOK_DELTA;
        boolean isKnown = hasPrevious || isFirst;
        boolean becomes = isKnown && rows.state() == BookState.LIVE && state != BookState.LIVE;
        boolean lacks = opens && (!isDelta || last);
        opens = (opens || becomes) && restarts && isDelta && !lacks;
        if (lacks || becomes && !opens) {
            findings.row(
                    FindingKind.STATE,
                    rows,
                    "book_state must become LIVE through a RESYNC, but is LIVE after %s",
                    lacks ? "a message without one" : isFirst ? "nothing" : state);
        }
    }

    private void snapshotFollows(LaneRows rows, SnapshotKind kind, long rowId) {
        boolean ofMessage = kind == SnapshotKind.PERIODIC || kind == SnapshotKind.INTERVAL;
        if (ofMessage && !last) {
            findings.row(
                    FindingKind.MESSAGE,
                    rows,
                    "a %s must follow a complete message, but does not",
                    kind);
        } else if (ofMessage && mode != null && mode != SequenceMode.NONE && rowId != id) {
            findings.row(
                    FindingKind.MESSAGE,
                    rows,
                    "update_id of a %s must be that of the message before it, %s, but is %s",
                    kind,
                    text(id),
                    text(rowId));
        } else if ((ofMessage || kind == SnapshotKind.CLOSING) && rows.nanos() != nanos) {
            findings.row(
                    FindingKind.MESSAGE,
                    rows,
                    "event_timestamp of a %s must be that of the row before it, %d, but is %d",
                    kind,
                    nanos,
                    rows.nanos());
        }
    }

    /** The lane has ended. */
    void end(LaneRows rows) {
        if (hasPrevious && type == EventType.BOOK_DELTA && !last) {
            findings.lane(
                    FindingKind.MESSAGE,
                    rows.lane(),
                    "the last message, of update_id %s, must end with last_in_message, but does not",
                    text(id));
        }
    }
}
