// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

/** The powers of ten that are exact as long (0..18) and as double (0..22). */
public final class PowersOfTen {
    static final int MAX_LONG_EXPONENT = 18;

    private static final long[] LONGS = new long[MAX_LONG_EXPONENT + 1];
    private static final double[] DOUBLES = new double[MAX_LONG_EXPONENT + 1];

    static {
        long power = 1;
        for (int exponent = 0; exponent <= MAX_LONG_EXPONENT; exponent++) {
            LONGS[exponent] = power;
            DOUBLES[exponent] = power;
            power *= 10;
        }
    }

    private PowersOfTen() {}

    /** A power from 0 to 18. */
    public static long asLong(int exponent) {
        return LONGS[exponent];
    }

    static double asDouble(int exponent) {
        return DOUBLES[exponent];
    }

    /** {@code value × 10^exponent} for a value of 0 or more, or {@link NumberFault#OVERFLOW}. */
    static long scaleUp(long value, int exponent) {
        if (value == 0 || exponent == 0) {
            return value;
        }
        if (exponent > MAX_LONG_EXPONENT) {
            return NumberFault.OVERFLOW;
        }
        long factor = LONGS[exponent];
        return value <= Long.MAX_VALUE / factor ? value * factor : NumberFault.OVERFLOW;
    }
}
