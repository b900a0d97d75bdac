// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Logs a line of progress every ten seconds. */
final class ProgressLog implements Progress {
    private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final Consumer<String> log;
    private final LongSupplier clock;
    private final ProgressText text;
    private long next;

    /**
     * Starts counting now.
     *
     * @param log receives the lines
     * @param clock a clock in ns
     * @param text what they say
     */
    ProgressLog(Consumer<String> log, LongSupplier clock, ProgressText text) {
        this.log = log;
        this.clock = clock;
        this.text = text;
        this.next = clock.getAsLong() + EVERY_NANOS;
    }

    @Override
    public void done(long read) {
        text.done(read);
        long now = clock.getAsLong();
        if (now >= next) {
            next = now + EVERY_NANOS;
            log.accept(text.line());
        }
    }

    @Override
    public void waits(String why) {
        text.waits(why);
    }

    @Override
    public void close() {}
}
