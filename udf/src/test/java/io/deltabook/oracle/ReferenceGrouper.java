// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotSource;

/** Finds the runs of rows that are one message (contract 2), across batches. */
final class ReferenceGrouper {
    private final SequenceMode mode;
    private Key key;
    private ReferenceMessage pending;

    private record Key(boolean snapshot, long updateId, long time) {}

    ReferenceGrouper(SequenceMode mode) {
        this.mode = mode;
    }

    /** True where the row belongs to no message: it is rejected and its key cannot be read. */
    boolean isLoose(DeltaBatch batch, int row) {
        boolean timed =
                batch.arrivalTime(row) != Missing.TIME || batch.eventTime(row) != Missing.TIME;
        return batch.rejectCode(row) != RejectReason.USABLE
                && batch.updateId(row) == Missing.ID
                && !(mode == SequenceMode.NONE && timed);
    }

    /** True where the row cannot be part of the pending message. */
    boolean startsMessage(DeltaBatch batch, int row) {
        return pending == null || key == null || !keyOf(batch, row).equals(key);
    }

    boolean hasUsableRow() {
        return pending != null && !pending.rows.isEmpty();
    }

    ReferenceMessage pending() {
        return pending;
    }

    /** Ends the pending message and hands it out, null where there is none. */
    ReferenceMessage take() {
        ReferenceMessage done = pending;
        pending = null;
        if (done != null && done.source != SnapshotSource.BOOK) {
            done.close();
        }
        return done;
    }

    void begin(DeltaBatch batch, int row) {
        key = keyOf(batch, row);
        pending =
                new ReferenceMessage(
                        batch.isSnapshot(row) ? SnapshotSource.DELTAS : null, batch.updateId(row));
    }

    /** A row of the book table is a message of its own. */
    void beginBook(long updateId, long timeNanos) {
        key = null;
        pending = new ReferenceMessage(SnapshotSource.BOOK, updateId);
        pending.timeNanos = timeNanos;
    }

    /** The first row of the message, or its first usable one, gives ids and time. */
    void identify(DeltaBatch batch, int row, long timeNanos) {
        pending.firstId = batch.firstId(row);
        pending.previousId = batch.previousId(row);
        pending.timeNanos = timeNanos;
    }

    private Key keyOf(DeltaBatch batch, int row) {
        boolean snapshot = batch.isSnapshot(row);
        long id = batch.updateId(row);
        long arrival = batch.arrivalTime(row);
        if (id == Missing.ID) {
            long time = arrival != Missing.TIME ? arrival : batch.eventTime(row);
            return new Key(snapshot, id, snapshot ? 0 : time);
        }
        return new Key(snapshot, id, mode.isVerified() ? 0 : arrival);
    }
}
