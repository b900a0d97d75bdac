// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.reference;

import io.deltabook.contract.Missing;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times of rows: numbers in the one of s, ms, µs and ns in which they lie between 2009 and 2100, or
 * ISO 8601, UTC unless it has an offset.
 */
final class RowTimes {
    /** No time. */
    static final long NONE = Missing.TIME;

    private static final long[] UNITS = {1, 1_000, 1_000_000, 1_000_000_000};
    private static final int LONGEST = 40;

    private RowTimes() {}

    /** Epoch ns of a text; {@link #NONE} if it is not a time. */
    static long nanos(String text) {
        String plain = text.strip();
        if (plain.isEmpty() || plain.length() > LONGEST) {
            return NONE;
        }
        try {
            return plain.indexOf(':') > 0 ? iso(plain) : number(new BigDecimal(plain));
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }

    private static long number(BigDecimal value) {
        if (Math.abs((long) value.precision() - value.scale()) > LONGEST) {
            return NONE;
        }
        for (long unit : UNITS) {
            BigDecimal nanos = value.multiply(BigDecimal.valueOf(unit));
            boolean isPlausible =
                    nanos.compareTo(BigDecimal.valueOf(Missing.EARLIEST_TIME_NANOS)) >= 0
                            && nanos.compareTo(BigDecimal.valueOf(Missing.LATEST_TIME_NANOS)) < 0;
            if (isPlausible) {
                return nanos.longValue();
            }
        }
        return NONE;
    }

    private static long iso(String text) {
        String word = text.replace(' ', 'T');
        boolean isLocal = word.indexOf('Z') < 0 && word.indexOf('+') < 0;
        Instant instant =
                isLocal ? LocalDateTime.parse(word).toInstant(ZoneOffset.UTC) : Instant.parse(word);
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
