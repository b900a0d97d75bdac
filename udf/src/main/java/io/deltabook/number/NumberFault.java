// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

/**
 * Codes in place of a scaled number that could not be produced. The smallest longs serve as codes,
 * because no number is that small; the hot path needs no object.
 */
public final class NumberFault {
    /** The value is null. */
    public static final long ABSENT = Long.MIN_VALUE + 1;

    /** NaN, or a string that is not a number. */
    public static final long NOT_A_NUMBER = Long.MIN_VALUE + 2;

    /** Positive or negative infinity. */
    public static final long INFINITE = Long.MIN_VALUE + 3;

    /** Below zero. */
    public static final long NEGATIVE = Long.MIN_VALUE + 4;

    /** More decimals than the scale. */
    public static final long SCALE = Long.MIN_VALUE + 5;

    /** Fits the scale, but not a signed 64-bit integer. */
    public static final long OVERFLOW = Long.MIN_VALUE + 6;

    private NumberFault() {}

    /** Whether it is a fault code rather than a number. */
    public static boolean isFault(long number) {
        return number <= OVERFLOW;
    }
}
