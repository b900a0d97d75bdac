// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

/**
 * What stands in the place of a scaled number that could not be made. Prices and quantities are
 * never negative, so the negative longs are free to say why; no object is needed on the hot path.
 */
public final class NumberFault {
    /** The value is null. */
    public static final long ABSENT = -1;

    /** NaN, or a text that is not a number. */
    public static final long NOT_A_NUMBER = -2;

    /** Positive or negative infinity. */
    public static final long INFINITE = -3;

    /** Below zero. */
    public static final long NEGATIVE = -4;

    /** More decimals than the scale. */
    public static final long SCALE = -5;

    /** Fits the scale, but not a signed 64-bit integer. */
    public static final long OVERFLOW = -6;

    private NumberFault() {}
}
