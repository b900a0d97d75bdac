// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.engine.BookSettings;

/** Event time of the taken messages: time in state, time going back, snapshot intervals. */
final class ReferenceClock {
    private final long intervalNanos;
    private final long silenceNanos;
    private final ReferenceJournal journal;
    private long previousNanos = Missing.TIME;
    private Long newestInterval;

    ReferenceClock(BookSettings settings, ReferenceJournal journal) {
        intervalNanos = settings.snapshotIntervalNanos();
        silenceNanos = settings.silenceThresholdNanos();
        this.journal = journal;
    }

    /** Continues from the newest and the latest message of an earlier run. */
    void startAt(long newestNanos, long latestNanos) {
        previousNanos = newestNanos;
        if (intervalNanos > 0 && latestNanos != Missing.TIME) {
            newestInterval = Math.floorDiv(latestNanos, intervalNanos);
        }
    }

    long previousNanos() {
        return previousNanos;
    }

    /** The time since the previous taken message with a usable row belongs to {@code before}. */
    void taken(ReferenceMessage message, BookState before) {
        long now = message.timeNanos;
        if (message.rows.isEmpty()) {
            return;
        }
        if (previousNanos != Missing.TIME && now > previousNanos) {
            journal.counters.addTime(before, now - previousNanos);
        }
        old(message);
        boolean silent = previousNanos != Missing.TIME && now - previousNanos > silenceNanos;
        if (silent && silenceNanos > 0) {
            journal.counters.add("SILENCES", 1);
            journal.incident(IncidentKind.SILENCE, message, null);
        }
        previousNanos = now;
    }

    /** Notes where the time goes back; an old message moves nothing else. */
    void old(ReferenceMessage message) {
        boolean isKnown = previousNanos != Missing.TIME && !message.rows.isEmpty();
        if (isKnown && message.timeNanos < previousNanos) {
            journal.counters.add("TIME_REGRESSIONS", 1);
            journal.incident(IncidentKind.TIME_REGRESSION, message, null);
        }
    }

    /** True for the first message at or after each multiple of the interval. */
    boolean passesInterval(long nanos) {
        if (intervalNanos == 0) {
            return false;
        }
        long interval = Math.floorDiv(nanos, intervalNanos);
        if (newestInterval != null && interval <= newestInterval) {
            return false;
        }
        newestInterval = interval;
        return true;
    }
}
