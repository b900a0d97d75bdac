// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import io.deltabook.contract.Lane;

/**
 * Reads DECIMAL(38,18) values back as integers at a decimal scale: the inverse of {@link
 * Decimal128Bytes}. A value is given as the two halves of its 128 bits. Never rounds.
 */
public final class ScaledDecimal {
    /** Stands for a value that is not an int64 at the scale. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long[] FIVES = new long[Lane.MAX_SCALE + 1];
    private static final long[] INVERSES = new long[Lane.MAX_SCALE + 1];

    static {
        long power = 1;
        for (int exponent = 0; exponent < FIVES.length; exponent++) {
            FIVES[exponent] = power;
            INVERSES[exponent] = inverse(power);
            power *= 5;
        }
    }

    private ScaledDecimal() {}

    /** The inverse of an odd number modulo 2^64, by Newton's iteration. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int correctBits = 3; correctBits < Long.SIZE; correctBits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    /**
     * The integer that is the value at a scale, or {@link #NONE} if it has more decimals or is too
     * large.
     *
     * @param scale decimal digits, 0..18
     * @param high upper 64 bits of the unscaled DECIMAL(38,18)
     * @param low lower 64 bits
     */
    public static long at(int scale, long high, long low) {
        int exponent = Lane.MAX_SCALE - scale;
        if (exponent == 0) {
            return high == low >> 63 ? low : NONE;
        }
        if (Long.numberOfTrailingZeros(low) < exponent) {
            return NONE;
        }
        long shiftedLow = high << (Long.SIZE - exponent) | low >>> exponent;
        long shiftedHigh = high >> exponent;
        long quotient = shiftedLow * INVERSES[exponent];
        return Math.multiplyHigh(quotient, FIVES[exponent]) == shiftedHigh ? quotient : NONE;
    }

    /** The minimum decimals at which the value is an int64, or −1 if there are none. */
    public static int minScale(long high, long low) {
        for (int scale = 0; scale <= Lane.MAX_SCALE; scale++) {
            if (at(scale, high, low) != NONE) {
                return scale;
            }
        }
        return -1;
    }
}
