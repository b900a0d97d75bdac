// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.dialect.TimeUnits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads the times of one column as ns since 1970. A time is a number in some unit, with or without
 * decimals, or {@code 2024-08-08T12:00:00.123456789Z}, with a space instead of the T or without the
 * Z, in UTC. The unit of numbers is the expected one if the first valid time then falls in
 * 2009–2100, otherwise the one of s, ms, µs and ns in which it does; all later numbers have the
 * same unit. Fractions of a nanosecond are cut off. Used by one thread.
 */
public final class TimeText {
    /** There is no unit. */
    public static final long UNDECIDED = 0;

    private static final int LONGEST = 40;
    private static final int YEAR_DIGITS = 4;

    private final DecimalText number = new DecimalText();
    private final long expected;
    private long unit;
    private long nanos;

    /**
     * @param expectedNanos nanoseconds of the unit tried first
     * @param isGiven whether to try no other unit
     */
    public TimeText(long expectedNanos, boolean isGiven) {
        expected = expectedNanos;
        unit = isGiven ? expectedNanos : UNDECIDED;
    }

    /** Parses a time from the bytes of a text, and returns whether there is one. */
    boolean read(byte[] text, int from, int to) {
        if (to - from > YEAR_DIGITS && text[from + YEAR_DIGITS] == '-') {
            return readCalendar(text, from, to);
        }
        if (number.read(text, from, to) != DecimalText.Form.NUMBER) {
            BigDecimal wide = wide(text, from, to);
            return wide != null && readExactly(wide);
        }
        if (unit == UNDECIDED || number.scale() > 0) {
            return readExactly(BigDecimal.valueOf(number.unscaled(), number.scale()));
        }
        long high = Math.multiplyHigh(number.unscaled(), unit);
        nanos = number.unscaled() * unit;
        return high == nanos >> Long.SIZE - 1;
    }

    /** A number with many digits, null if it cannot be a time. */
    private static BigDecimal wide(byte[] text, int from, int to) {
        if (to - from > LONGEST) {
            return null;
        }
        try {
            BigDecimal value =
                    new BigDecimal(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
            boolean isTime =
                    value.scale() <= LONGEST && (long) value.precision() - value.scale() <= LONGEST;
            return isTime ? value : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private boolean readExactly(BigDecimal value) {
        if (unit == UNDECIDED) {
            unit = unit(value);
        }
        BigDecimal exact = value.multiply(BigDecimal.valueOf(unit == UNDECIDED ? expected : unit));
        nanos = exact.longValue();
        return exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    /** The unit in which a number is a valid time, {@link #UNDECIDED} if there is none. */
    private long unit(BigDecimal value) {
        return isPlausible(value, expected) ? expected : plausibleUnit(value);
    }

    /**
     * The one of s, ms, µs and ns, as ns, in which a number is a time in 2009–2100; {@link
     * #UNDECIDED} if there is none.
     */
    public static long plausibleUnit(BigDecimal value) {
        for (long other : TimeUnits.NANOS) {
            if (isPlausible(value, other)) {
                return other;
            }
        }
        return UNDECIDED;
    }

    private static boolean isPlausible(BigDecimal value, long nanosPerUnit) {
        BigDecimal time = value.multiply(BigDecimal.valueOf(nanosPerUnit));
        return time.compareTo(BigDecimal.valueOf(Missing.EARLIEST_TIME_NANOS)) >= 0
                && time.compareTo(BigDecimal.valueOf(Missing.LATEST_TIME_NANOS)) < 0;
    }

    private boolean readCalendar(byte[] text, int from, int to) {
        if (to - from > LONGEST) {
            return false;
        }
        try {
            nanos = calendar(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
            return true;
        } catch (DateTimeException | ArithmeticException noTime) {
            return false;
        }
    }

    /**
     * A time of the calendar, ns since 1970.
     *
     * @throws DateTimeException if it is none
     * @throws ArithmeticException if no long holds it
     */
    public static long calendar(String text) {
        String word = text.replace(' ', 'T');
        boolean isLocal = word.indexOf('Z') < 0 && word.indexOf('+') < 0;
        Instant instant =
                isLocal ? LocalDateTime.parse(word).toInstant(ZoneOffset.UTC) : Instant.parse(word);
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    /** The parsed time, ns since 1970. */
    long nanos() {
        return nanos;
    }
}
