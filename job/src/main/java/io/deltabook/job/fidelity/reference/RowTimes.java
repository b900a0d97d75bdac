// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.reference;

import io.deltabook.contract.Missing;
import io.deltabook.job.importing.column.TimeText;
import java.math.BigDecimal;
import java.time.DateTimeException;

/**
 * Times of rows: numbers in the one of s, ms, µs and ns in which they lie between 2009 and 2100, or
 * ISO 8601, UTC unless it has an offset.
 */
final class RowTimes {
    /** No time. */
    static final long NONE = Missing.TIME;

    private static final int LONGEST = 40;

    private RowTimes() {}

    /** Epoch ns of a text; {@link #NONE} if it is not a time. */
    static long nanos(String text) {
        String plain = text.strip();
        if (plain.isEmpty() || plain.length() > LONGEST) {
            return NONE;
        }
        try {
            return plain.indexOf(':') > 0
                    ? TimeText.calendar(plain)
                    : number(new BigDecimal(plain));
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }

    private static long number(BigDecimal value) {
        if (Math.abs((long) value.precision() - value.scale()) > LONGEST) {
            return NONE;
        }
        long unit = TimeText.plausibleUnit(value);
        return unit == TimeText.UNDECIDED
                ? NONE
                : value.multiply(BigDecimal.valueOf(unit)).longValue();
    }
}
