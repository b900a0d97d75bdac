// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;

/**
 * Reads a double as the shortest decimal that parses back to the same double, at a decimal scale.
 * The fast path is also exact: up to 15 digits no two decimals share a double, and dividing an
 * integer below 2^53 by a power of ten rounds once, like parsing the decimal. So if an integer at
 * the scale is below 10^15 and does not convert back, the value has more decimals.
 */
public final class DoubleParser {
    /** Decimals of at most 15 digits map to distinct doubles. */
    private static final double UNIQUE_BELOW = 1e15;

    private static final long UNIQUE_BELOW_LONG = 1_000_000_000_000_000L;
    private static final int UNIQUE_DIGITS = 15;

    private DoubleParser() {}

    /**
     * The integer at {@code scale}; −0.0 is 0.
     *
     * @param scale decimal digits, 0..18
     * @return 0 or more, or a {@link NumberFault}
     */
    public static long parse(double value, int scale) {
        if (!(value > 0)) {
            return notPositive(value);
        }
        int digits = scale;
        double product = value * PowersOfTen.asDouble(digits);
        while (product >= UNIQUE_BELOW && digits > 0) {
            product = value * PowersOfTen.asDouble(--digits);
        }
        long rounded = Math.round(product);
        if (rounded < UNIQUE_BELOW) {
            if (rounded / PowersOfTen.asDouble(digits) == value) {
                return PowersOfTen.scaleUp(rounded, scale - digits);
            }
            if (digits == scale) {
                return NumberFault.SCALE;
            }
        }
        return value == Double.POSITIVE_INFINITY
                ? NumberFault.INFINITE
                : BigDecimalParser.parse(decimal(value), scale);
    }

    /**
     * Replaces the bits of doubles with the results of {@link #parse}. The rounding here differs
     * from {@code Math.round}, but an integer that converts back to the double is the only one that
     * does, and otherwise the value takes the slow path.
     *
     * @param values bits of doubles at {@code from … to − 1}
     * @param scale decimal digits, 0..18
     */
    public static void parseBits(long[] values, int from, int to, int scale) {
        double power = PowersOfTen.asDouble(scale);
        for (int i = from; i < to; i++) {
            double value = Double.longBitsToDouble(values[i]);
            long rounded = (long) (value * power + 0.5);
            values[i] =
                    Long.compareUnsigned(rounded, UNIQUE_BELOW_LONG) < 0 && rounded / power == value
                            ? rounded
                            : parse(value, scale);
        }
    }

    private static long notPositive(double value) {
        if (value == 0) {
            return 0;
        }
        if (Double.isNaN(value)) {
            return NumberFault.NOT_A_NUMBER;
        }
        return Double.isInfinite(value) ? NumberFault.INFINITE : NumberFault.NEGATIVE;
    }

    /** The shortest decimal that parses back to a finite double; of several, the nearest. */
    public static BigDecimal decimal(double value) {
        return ShortestDecimal.of(value, UNIQUE_DIGITS, decimal -> decimal.doubleValue() == value);
    }
}
