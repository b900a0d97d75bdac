// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.book.ReplayBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.EventChunk;

/** Whether a quote must be certified, as far as events tell. */
final class QuoteTrust {
    /** What is known of a yes or no. */
    enum Answer {
        YES,
        NO,
        UNKNOWN;

        boolean contradicts(boolean found) {
            return this != UNKNOWN && (this == YES) != found;
        }
    }

    private final SequenceMode mode;
    private final boolean mayForget;
    private final boolean mayDoubt;

    /** Whether the ids prove the covered levels of the book. */
    private Answer proven;

    /**
     * @param mode sequence rule of the lane's ids, null if unknown
     * @param mayForget whether the horizon may have shrunk without an event that shows it
     * @param mayDoubt whether snapshots without an id may have been loaded, which prove nothing
     */
    QuoteTrust(SequenceMode mode, boolean mayForget, boolean mayDoubt) {
        this.mode = mode;
        this.mayForget = mayForget;
        this.mayDoubt = mayDoubt;
        proven = unlessDoubted();
    }

    private Answer unlessDoubted() {
        return mayDoubt ? Answer.UNKNOWN : Answer.YES;
    }

    /** Events are missing. */
    void interrupt() {
        proven = unlessDoubted();
    }

    /** Whether the quote of a snapshot must be certified. */
    Answer ofSnapshot(CheckedEvent event) {
        EventChunk chunk = event.chunk();
        int row = event.row();
        long certifiedBids = chunk.certifiedBids().value(row);
        long certifiedAsks = chunk.certifiedAsks().value(row);
        SnapshotKind kind = event.kind();
        if (kind == SnapshotKind.RESYNC || kind == SnapshotKind.CHECK) {
            proven = unlessDoubted();
        }
        if (mayDoubt && event.state() == BookState.LIVE) {
            if (chunk.coveredBids().value(row) > 0) {
                proven = certifiedBids > 0 ? Answer.YES : Answer.NO;
            } else if (chunk.coveredAsks().value(row) > 0) {
                proven = certifiedAsks > 0 ? Answer.YES : Answer.NO;
            }
        }
        return certifiedBids > 0 && certifiedAsks > 0 ? Answer.YES : Answer.NO;
    }

    /** Whether the quote of a message that no snapshot follows must be certified. */
    Answer ofMessage(BookState state, ReplayBook book) {
        if (state != BookState.LIVE || mode != null && !mode.isVerified()) {
            return Answer.NO;
        }
        if (mode == null || !book.isStarted()) {
            return Answer.UNKNOWN;
        }
        if (proven == Answer.NO || !book.mayCertifyBest()) {
            return Answer.NO;
        }
        boolean isSure = proven == Answer.YES && !mayForget && book.mustCertifyBest();
        return isSure ? Answer.YES : Answer.UNKNOWN;
    }
}
