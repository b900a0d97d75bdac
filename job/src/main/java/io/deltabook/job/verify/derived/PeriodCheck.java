// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import java.util.List;
import java.util.function.Consumer;

/** The periods of a complete lane must be the runs of equal states of its events. */
public final class PeriodCheck {
    private final List<PeriodRow> written;
    private final Consumer<String> faults;
    private int next;
    private String state;
    private long fromSeq;
    private long fromNanos;
    private long lastSeq;
    private long lastNanos;
    private boolean isOver;

    /**
     * @param written the periods in order; null if the lane is not complete or its version has none
     * @param faults receives what does not hold
     */
    public PeriodCheck(List<PeriodRow> written, Consumer<String> faults) {
        this.written = written;
        this.faults = faults;
        isOver = written == null;
    }

    /** Events are missing, so that the runs are unknown from here on. */
    public void interrupt() {
        isOver = true;
    }

    /** The next event. */
    public void row(CheckedEvent event) {
        if (isOver || event.state() == null) {
            return;
        }
        String now = event.state().name();
        if (!now.equals(state)) {
            if (state != null) {
                ended(event.nanos());
            }
            state = now;
            fromSeq = event.seq();
            fromNanos = event.nanos();
        }
        lastSeq = event.seq();
        lastNanos = event.nanos();
    }

    /** All events were read. */
    public void end() {
        if (isOver) {
            return;
        }
        if (state != null) {
            ended(lastNanos);
        }
        if (!isOver && next < written.size()) {
            report("nothing", written.get(next));
        }
    }

    private void ended(long toNanos) {
        PeriodRow expected =
                new PeriodRow(fromSeq, lastSeq, fromNanos, toNanos, state, lastSeq - fromSeq + 1);
        PeriodRow found = next < written.size() ? written.get(next) : null;
        next++;
        if (!expected.equals(found)) {
            report(expected, found == null ? "missing" : found);
        }
    }

    /** One finding a lane: what follows a difference is bound to differ. */
    private void report(Object expected, Object found) {
        isOver = true;
        faults.accept(
                "period %d must be %s by the states of the events, but is %s"
                        .formatted(next, expected, found));
    }
}
