// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import java.io.IOException;
import java.util.function.Consumer;

/** The periods of a complete lane must be the runs of equal states of its events. */
final class PeriodCheck {
    private final DatasetRows written;
    private final Consumer<String> faults;
    private long number;
    private String state;
    private long fromSeq;
    private long fromNanos;
    private long lastSeq;
    private long lastNanos;
    private boolean isOver;

    /**
     * @param written the periods in order
     * @param isChecked false if the lane is not complete or its version has none
     * @param faults receives what does not hold
     */
    PeriodCheck(DatasetRows written, boolean isChecked, Consumer<String> faults) {
        this.written = written;
        this.faults = faults;
        isOver = !isChecked;
    }

    /** Events are missing, so that the runs are unknown from here on. */
    void interrupt() {
        isOver = true;
    }

    /** The next event. */
    void row(CheckedEvent event) throws IOException {
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
    void end() throws IOException {
        if (isOver) {
            return;
        }
        if (state != null) {
            ended(lastNanos);
        }
        PeriodRow more = isOver ? null : next();
        if (more != null) {
            report("nothing", more);
        }
    }

    private void ended(long toNanos) throws IOException {
        PeriodRow expected =
                new PeriodRow(fromSeq, lastSeq, fromNanos, toNanos, state, lastSeq - fromSeq + 1);
        PeriodRow found = next();
        if (!expected.equals(found)) {
            report(expected, found == null ? "missing" : found);
        }
    }

    private PeriodRow next() throws IOException {
        number++;
        return written.next() ? PeriodRow.of(written.chunk(), written.row()) : null;
    }

    /** Nothing more is checked, because a file cannot be read. */
    void abandon() {
        isOver = true;
    }

    /** One finding a lane: what follows a difference is bound to differ. */
    private void report(Object expected, Object found) {
        isOver = true;
        faults.accept(
                "period %d must be %s by the states of the events, but is %s"
                        .formatted(number, expected, found));
    }
}
