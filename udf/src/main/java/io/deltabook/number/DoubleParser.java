// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;

/**
 * Reads a double as the shortest decimal that reads back as the same double, at a decimal scale.
 * The fast path is exact too: up to 15 digits no two decimals share a double, and a division of
 * integers below 2^53 by a power of ten is rounded once, as reading the decimal would be. So an
 * integer at the scale below 10^15 that does not read back proves that there are more decimals.
 */
public final class DoubleParser {
    /** Decimals of at most 15 digits are told apart by a double. */
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
                : BigDecimalParser.parse(shortest(value), scale);
    }

    /**
     * Replaces the bits of doubles by what {@link #parse} gives for them. The rounding here is not
     * that of {@code Math.round}, but where its integer reads back as the double it is the only one
     * that does, and where it does not the value goes the other way.
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

    /** The shortest decimal that reads back as a finite double, the nearest of several. */
    public static BigDecimal decimal(double value) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        return value > 0 ? shortest(value) : shortest(-value).negate();
    }

    /** The same of a finite positive double. */
    static BigDecimal shortest(double value) {
        return ShortestDecimal.of(value, UNIQUE_DIGITS, decimal -> decimal.doubleValue() == value);
    }
}
