// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.ask;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads an instant: ISO 8601, UTC unless it has an offset, or epoch nanoseconds. */
public final class InstantText {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** A whole number below is a time in another unit: 2009 in ns. */
    private static final long MIN_NANOS = 1_230_768_000_000_000_000L;

    private InstantText() {}

    /**
     * Epoch nanoseconds of a text.
     *
     * @throws IllegalArgumentException if it is not such a time; the message says what it must be
     */
    public static long nanos(String text) {
        try {
            if (text.matches("[0-9]{1,19}")) {
                long nanos = Long.parseLong(text);
                if (nanos >= MIN_NANOS) {
                    return nanos;
                }
                throw fault(text, null);
            }
            return nanos(instant(text.strip().replace(' ', 'T')));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw fault(text, e);
        }
    }

    private static IllegalArgumentException fault(String text, Exception cause) {
        return new IllegalArgumentException(
                "a time must be like 2024-08-08T23:59:00.5Z, or epoch nanoseconds from 2009 on, but was '%s'"
                        .formatted(text),
                cause);
    }

    private static long nanos(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    }

    private static Instant instant(String text) {
        int clock = text.indexOf('T');
        if (clock < 0) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean hasOffset =
                text.endsWith("Z")
                        || text.indexOf('+', clock) >= 0
                        || text.indexOf('-', clock) >= 0;
        return hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
