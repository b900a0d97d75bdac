// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Converts an unscaled DECIMAL of any width and scale to a decimal scale, exactly. Values of up to
 * 128 bits need no allocation.
 */
public final class UnscaledParser {
    private static final int WORD = Long.BYTES;
    private static final int LIMB_BITS = 32;
    private static final long LIMB_MASK = 0xFFFF_FFFFL;

    /** Largest power of ten below 2^31: a remainder and one more limb fit a long. */
    private static final int MAX_STEP = 9;

    private UnscaledParser() {}

    /**
     * The integer at {@code scale} of {@code unscaled / 10^from}.
     *
     * @param from decimal digits of the unscaled value, 0 or more
     * @param scale decimal digits wanted, 0..18
     * @return 0 or more, or a {@link NumberFault}
     */
    public static long parse(long unscaled, int from, int scale) {
        if (unscaled <= 0) {
            return unscaled == 0 ? 0 : NumberFault.NEGATIVE;
        }
        int excess = from - scale;
        if (excess <= 0) {
            return PowersOfTen.scaleUp(unscaled, -excess);
        }
        if (excess > PowersOfTen.MAX_LONG_EXPONENT) {
            return NumberFault.SCALE;
        }
        long divisor = PowersOfTen.asLong(excess);
        long quotient = unscaled / divisor;
        return quotient * divisor == unscaled ? quotient : NumberFault.SCALE;
    }

    /**
     * The integer at {@code scale} of a big-endian two's complement number.
     *
     * @param bytes holds the number
     * @param at index of its first byte
     * @param length bytes of the number; 0 bytes are the number 0
     * @param from decimal digits of the unscaled value, 0 or more
     * @param scale decimal digits wanted, 0..18
     * @return 0 or more, or a {@link NumberFault}
     */
    public static long parse(byte[] bytes, int at, int length, int from, int scale) {
        if (length == 0) {
            return 0;
        }
        if (bytes[at] < 0) {
            return NumberFault.NEGATIVE;
        }
        int first = at;
        int end = at + length;
        while (first < end - 1 && bytes[first] == 0) {
            first++;
        }
        int significant = end - first;
        if (significant < WORD || (significant == WORD && bytes[first] > 0)) {
            return parse(word(bytes, first, end), from, scale);
        }
        if (significant <= 2 * WORD) {
            long high = word(bytes, first, Math.max(first, end - WORD));
            return parseWide(high, word(bytes, Math.max(first, end - WORD), end), from, scale);
        }
        BigInteger unscaled = new BigInteger(1, bytes, first, significant);
        return BigDecimalParser.parse(new BigDecimal(unscaled, from), scale);
    }

    /** An unsigned number of 64 to 128 bits; it can only fit a long after a division. */
    private static long parseWide(long high, long low, int from, int scale) {
        long limb3 = high >>> LIMB_BITS;
        long limb2 = high & LIMB_MASK;
        long limb1 = low >>> LIMB_BITS;
        long limb0 = low & LIMB_MASK;
        int excess = from - scale;
        while (excess > 0) {
            int step = Math.min(excess, MAX_STEP);
            long divisor = PowersOfTen.asLong(step);
            long rest = limb3 % divisor;
            limb3 /= divisor;
            long part = rest << LIMB_BITS | limb2;
            limb2 = part / divisor;
            part = part % divisor << LIMB_BITS | limb1;
            limb1 = part / divisor;
            part = part % divisor << LIMB_BITS | limb0;
            limb0 = part / divisor;
            if (part % divisor != 0) {
                return NumberFault.SCALE;
            }
            excess -= step;
        }
        boolean fits = limb3 == 0 && limb2 == 0 && limb1 <= Integer.MAX_VALUE;
        return fits
                ? PowersOfTen.scaleUp(limb1 << LIMB_BITS | limb0, -excess)
                : NumberFault.OVERFLOW;
    }

    private static long word(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << Byte.SIZE | bytes[i] & 0xFF;
        }
        return value;
    }
}
