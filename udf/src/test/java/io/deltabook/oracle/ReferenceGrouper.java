// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotSource;

/** Finds the runs of rows that are one message (contract 2), across batches. */
final class ReferenceGrouper {
    private final SequenceMode mode;
    private final int longestRun;
    private Key key;
    private ReferenceMessage pending;

    /**
     * What may be the other side of the pending one-sided snapshot, at the next time; or, where a
     * further row of the first side follows, a snapshot of its own.
     */
    private ReferenceMessage otherSide;

    /** How a row stands to the pending message. */
    enum Place {
        /** It is the first of the next message. */
        NEXT,
        /** It shows that the rows of the newest time are a message of their own. */
        SPLITS,
        INSIDE
    }

    private record Key(boolean snapshot, long updateId, long time) {}

    ReferenceGrouper(SequenceMode mode, int longestRun) {
        this.mode = mode;
        this.longestRun = longestRun;
    }

    /** True where the row belongs to no message: it is rejected and its key cannot be read. */
    boolean isLoose(ReferenceInput row) {
        boolean timed = row.arrivalNanos() != Missing.TIME || row.eventNanos() != Missing.TIME;
        return row.fault() != null
                && row.updateId() == Missing.ID
                && !(mode == SequenceMode.NONE && timed);
    }

    Place place(ReferenceInput row) {
        if (pending == null || key == null) {
            return Place.NEXT;
        }
        if (keyOf(row).equals(key)) {
            boolean splits = otherSide != null && saysItsSide(row) && pending.has(row.side());
            return splits ? Place.SPLITS : Place.INSIDE;
        }
        return isOtherSide(row) ? Place.INSIDE : Place.NEXT;
    }

    /** Whether the pending message may have no further row. */
    boolean isFull() {
        int length = pending.length + (otherSide == null ? 0 : otherSide.length);
        return length >= longestRun;
    }

    /**
     * Whether a row at another time continues with a snapshot that has one side so far; one whose
     * side is not known may.
     */
    private boolean isOtherSide(ReferenceInput row) {
        Key next = keyOf(row);
        return otherSide == null
                && next.snapshot()
                && key.snapshot()
                && next.updateId() == key.updateId()
                && pending.isOneSided()
                && (!saysItsSide(row) || pending.lacksOnly(row.side()));
    }

    static boolean saysItsSide(ReferenceInput row) {
        return row.kind() == ReferenceInput.Kind.DELTA && row.side() != null;
    }

    ReferenceMessage pending() {
        return pending;
    }

    /** The message that the newest row belongs to. */
    ReferenceMessage newest() {
        return otherSide == null ? pending : otherSide;
    }

    /** Ends the pending message and hands it out, null where there is none. */
    ReferenceMessage take() {
        ReferenceMessage done = pending;
        if (done != null && otherSide != null) {
            done.append(otherSide);
        }
        pending = null;
        otherSide = null;
        if (done != null && done.source != SnapshotSource.BOOK) {
            done.close();
        }
        return done;
    }

    /** Hands out the pending snapshot without the rows of the newest time, which stay pending. */
    ReferenceMessage split() {
        ReferenceMessage done = pending;
        pending = otherSide;
        otherSide = null;
        done.shareDamage(pending);
        done.close();
        return done;
    }

    /** The row is the first of a message, or continues with the pending one. */
    void add(ReferenceInput row) {
        boolean first = pending == null;
        SnapshotSource source = row.snapshot() ? SnapshotSource.DELTAS : null;
        if (first) {
            pending = new ReferenceMessage(source, row.updateId());
        } else if (!keyOf(row).equals(key)) {
            otherSide = new ReferenceMessage(source, row.updateId());
        }
        key = keyOf(row);
        newest().length++;
    }

    /** A row of the book table is a message of its own. */
    void beginBook(long updateId, long timeNanos) {
        key = null;
        pending = new ReferenceMessage(SnapshotSource.BOOK, updateId);
        pending.timeNanos = timeNanos;
    }

    private Key keyOf(ReferenceInput row) {
        long id = row.updateId();
        long arrival = row.arrivalNanos();
        if (id == Missing.ID) {
            long time = arrival != Missing.TIME ? arrival : row.eventNanos();
            return new Key(row.snapshot(), id, time);
        }
        return new Key(row.snapshot(), id, mode.isVerified() ? 0 : arrival);
    }
}
