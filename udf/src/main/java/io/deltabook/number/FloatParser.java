// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;

/**
 * Reads a float as the shortest decimal that reads back as the same float, at a decimal scale; it
 * is not the shortest of the double of the same value. The fast path is exact too: the quotient of
 * two integers that a float holds is rounded to a double and then to a float as it would be at
 * once, and no two decimals of 6 digits share a float.
 */
public final class FloatParser {
    private static final int UNIQUE_DIGITS = 6;
    private static final double UNIQUE_BELOW = 1e6;

    /** Up to here integers are floats. */
    private static final float EXACT_INTEGERS = 1 << 24;

    /** The largest power of ten that is a float. */
    private static final int MOST_DECIMALS = 10;

    private FloatParser() {}

    /**
     * The integer at {@code scale}; −0.0 is 0.
     *
     * @param scale decimal digits, 0..18
     * @return 0 or more, or a {@link NumberFault}
     */
    public static long parse(float value, int scale) {
        if (!(value > 0) || value == Float.POSITIVE_INFINITY) {
            return DoubleParser.parse(value, scale);
        }
        if (value < EXACT_INTEGERS && value == (int) value) {
            return UnscaledParser.parse((int) value, 0, scale);
        }
        int decimals = MOST_DECIMALS;
        double product = value * PowersOfTen.asDouble(decimals);
        while (product >= UNIQUE_BELOW && decimals > 0) {
            product = value * PowersOfTen.asDouble(--decimals);
        }
        long digits = Math.round(product);
        if (product < UNIQUE_BELOW && (float) (digits / PowersOfTen.asDouble(decimals)) == value) {
            return UnscaledParser.parse(digits, decimals, scale);
        }
        return BigDecimalParser.parse(shortest(value), scale);
    }

    /**
     * Replaces the bits of floats by what {@link #parse} gives for them.
     *
     * @param values bits of floats at {@code from … to − 1}
     * @param scale decimal digits, 0..18
     */
    public static void parseBits(long[] values, int from, int to, int scale) {
        for (int i = from; i < to; i++) {
            values[i] = parse(Float.intBitsToFloat((int) values[i]), scale);
        }
    }

    /** The shortest decimal that reads back as a finite float, the nearest of several. */
    public static BigDecimal decimal(float value) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        return value > 0 ? shortest(value) : shortest(-value).negate();
    }

    /** The same of a finite positive float. */
    static BigDecimal shortest(float value) {
        return ShortestDecimal.of(value, UNIQUE_DIGITS, decimal -> decimal.floatValue() == value);
    }
}
