// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What a command has done so far, in words: it opens files, reads them, and finishes what it has
 * read. One thread tells, any thread may read.
 */
final class ProgressText {
    private static final int LEAST_BAR = 8;
    private static final int LONGEST_BAR = 40;

    private final LongSupplier clock;
    private final String unit;
    private final long before;
    private final long planned;
    private final long start;
    private volatile long read;
    private volatile String wait;

    /**
     * Starts counting now.
     *
     * @param clock a clock in ns
     * @param unit what is counted, such as rows
     * @param before number completed by earlier attempts
     * @param planned total number
     */
    ProgressText(LongSupplier clock, String unit, long before, long planned) {
        this.clock = clock;
        this.unit = unit;
        this.before = before;
        this.planned = planned;
        this.start = clock.getAsLong();
    }

    /** Sets how much this attempt has read so far. */
    void done(long count) {
        read = count;
    }

    /** Sets why there is no progress; null once there is again. */
    void waits(String why) {
        wait = why;
    }

    /** The line. */
    String line() {
        long count = read;
        String why = wait;
        if (why != null) {
            return amount(count) + ", " + why;
        }
        if (count == 0 && before < planned) {
            return "Starting and opening files, " + time(seconds());
        }
        return before + count >= planned
                ? amount(count) + ", finishing the last files, " + time(seconds())
                : amount(count) + ", " + speed(count) + ", " + left(count);
    }

    /** The line with a bar before it, if there is room and something to show by it. */
    String line(int width) {
        String line = line();
        int room = width - line.length() - "[] ".length();
        if (room < LEAST_BAR || !Character.isDigit(line.charAt(0)) || planned == 0) {
            return line;
        }
        int length = Math.min(room, LONGEST_BAR);
        int full = (int) Math.min(length, length * (before + read) / planned);
        return "[" + "=".repeat(full) + " ".repeat(length - full) + "] " + line;
    }

    private String amount(long count) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d %s (%.1f %%)",
                before + count,
                planned,
                unit,
                planned == 0 ? 100.0 : 100.0 * (before + count) / planned);
    }

    private String speed(long count) {
        return String.format(Locale.ROOT, "%,.0f %s/s", perSecond(count), unit);
    }

    private String left(long count) {
        double perSecond = perSecond(count);
        return perSecond < 1
                ? "time left unknown"
                : time((long) (Math.max(0, planned - before - count) / perSecond)) + " left";
    }

    private double perSecond(long count) {
        return count / Math.max(1e-9, (clock.getAsLong() - start) / 1e9);
    }

    private long seconds() {
        return (clock.getAsLong() - start) / 1_000_000_000;
    }

    private static String time(long seconds) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
