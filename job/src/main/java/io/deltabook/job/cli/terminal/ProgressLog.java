// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Logs a line every ten seconds: rows or another unit, percent, speed, and the time left or what
 * the job waits for.
 */
final class ProgressLog implements Progress {
    private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final Consumer<String> log;
    private final LongSupplier clock;
    private final String unit;
    private final long before;
    private final long planned;
    private final long start;
    private long next;
    private String wait;

    /**
     * Starts counting now.
     *
     * @param log receives the lines
     * @param clock a clock in ns
     * @param unit what is counted, such as rows
     * @param before number completed by earlier attempts
     * @param planned total number
     */
    ProgressLog(Consumer<String> log, LongSupplier clock, String unit, long before, long planned) {
        this.log = log;
        this.unit = unit;
        this.clock = clock;
        this.before = before;
        this.planned = planned;
        this.start = clock.getAsLong();
        this.next = start + EVERY_NANOS;
    }

    @Override
    public void done(long read) {
        long now = clock.getAsLong();
        if (now < next) {
            return;
        }
        next = now + EVERY_NANOS;
        long done = before + read;
        double perSecond = read / ((now - start) / 1e9);
        String left =
                perSecond < 1
                        ? "time left unknown"
                        : time((long) (Math.max(0, planned - done) / perSecond)) + " left";
        log.accept(
                String.format(
                        Locale.ROOT,
                        "%,d of %,d %s (%.1f %%), %,.0f %s/s, %s",
                        done,
                        planned,
                        unit,
                        planned == 0 ? 100.0 : 100.0 * done / planned,
                        perSecond,
                        unit,
                        wait == null ? left : wait));
    }

    @Override
    public void waits(String why) {
        wait = why;
    }

    private static String time(long seconds) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    @Override
    public void close() {}
}
