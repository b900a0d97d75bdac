// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.EventType;
import io.deltabook.contract.SnapshotKind;

/** A lane's numbers must be complete and unique. */
final class NumberingCheck {
    /** How a row's number follows the previous one. */
    enum Step {
        NEXT,
        /** Numbers before it are missing. */
        HOLE,
        /** The number, or a later one, has occurred before. */
        REPEATED
    }

    private final long first;
    private final Findings findings;
    private boolean started;
    private long next;

    /**
     * @param first number of the lane's first event, {@link LaneVerifier.Known#UNKNOWN} if unknown
     */
    NumberingCheck(long first, Findings findings) {
        this.first = first;
        this.findings = findings;
    }

    Step row(LaneRows rows) {
        long seq = rows.seq();
        if (!started) {
            started = true;
            next = first == LaneVerifier.Known.UNKNOWN ? begin(rows) : first;
        }
        if (seq == next) {
            next++;
            return Step.NEXT;
        }
        if (seq < next) {
            findings.row(
                    FindingKind.NUMBERING,
                    rows,
                    "event_seq must be %d, but is %d: a row is duplicated or out of order",
                    next,
                    seq);
            return Step.REPEATED;
        }
        findings.row(
                FindingKind.NUMBERING,
                rows,
                "event_seq must be %d, but is %d: %d rows are missing",
                next,
                seq,
                seq - next);
        next = seq + 1;
        return Step.HOLE;
    }

    /** A lane starts at 0, or continues from the closing book of an earlier output. */
    private static long begin(LaneRows rows) {
        boolean goesOn =
                rows.type() == EventType.BOOK_SNAPSHOT && rows.kind() == SnapshotKind.RESYNC;
        return goesOn ? rows.seq() : 0;
    }

    /** The number that the next row must have. */
    long next() {
        return next;
    }
}
