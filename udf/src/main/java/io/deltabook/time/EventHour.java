// SPDX-License-Identifier: Apache-2.0
package io.deltabook.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Arithmetic of UTC hours: epoch nanoseconds to hour numbers and to partition paths. */
public final class EventHour {
    /** Nanoseconds of one hour. */
    public static final long NANOS = 3_600_000_000_000L;

    private static final DateTimeFormatter PATH =
            DateTimeFormatter.ofPattern("'date='uuuu-MM-dd'/hour='HH", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private EventHour() {}

    /** Hours since 1970-01-01T00Z of a time in epoch nanoseconds. */
    public static long of(long epochNanos) {
        return Math.floorDiv(epochNanos, NANOS);
    }

    /** Whether a time in epoch nanoseconds is in an hour. */
    public static boolean isIn(long hour, long epochNanos) {
        return Long.compareUnsigned(epochNanos - hour * NANOS, NANOS) < 0;
    }

    /** {@code date=YYYY-MM-DD/hour=HH} of an hour number. */
    public static String path(long hour) {
        return PATH.format(Instant.ofEpochSecond(Math.multiplyExact(hour, 3600L)));
    }
}
