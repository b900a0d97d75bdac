// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;

/**
 * Reads a float as the shortest decimal that parses back to the same float, at a decimal scale;
 * this is not the shortest decimal of the equal double. The fast path is also exact: rounding the
 * quotient of two integers that a float holds to a double and then to a float gives the same as
 * rounding once, and no two decimals of 6 digits share a float.
 */
public final class FloatParser {
    private static final int UNIQUE_DIGITS = 6;
    private static final double UNIQUE_BELOW = 1e6;

    /** Up to here, integers are exact as floats. */
    private static final float EXACT_INTEGERS = 1 << 24;

    /** The largest power of ten that is exact as a float. */
    private static final int MAX_DECIMALS = 10;

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
        int decimals = MAX_DECIMALS;
        double product = value * PowersOfTen.asDouble(decimals);
        while (product >= UNIQUE_BELOW && decimals > 0) {
            product = value * PowersOfTen.asDouble(--decimals);
        }
        long digits = Math.round(product);
        if (product < UNIQUE_BELOW && (float) (digits / PowersOfTen.asDouble(decimals)) == value) {
            return UnscaledParser.parse(digits, decimals, scale);
        }
        return BigDecimalParser.parse(decimal(value), scale);
    }

    /**
     * Replaces the bits of floats with the results of {@link #parse}.
     *
     * @param values bits of floats at {@code from … to − 1}
     * @param scale decimal digits, 0..18
     */
    public static void parseBits(long[] values, int from, int to, int scale) {
        for (int i = from; i < to; i++) {
            values[i] = parse(Float.intBitsToFloat((int) values[i]), scale);
        }
    }

    /** The shortest decimal that parses back to a finite float; of several, the nearest. */
    public static BigDecimal decimal(float value) {
        return ShortestDecimal.of(value, UNIQUE_DIGITS, decimal -> decimal.floatValue() == value);
    }
}
