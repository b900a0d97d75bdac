// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Converts numbers to a decimal scale as tokens of a pool, up to the 38 digits of a DECIMAL(38,18).
 * Every method returns a token of 0 or more, or the same {@link NumberFault} as the parser of
 * longs, except that numbers too large for a long are accepted.
 */
public final class WideParser {
    private static final int MAX_DIGITS = 38;

    private WideParser() {}

    /** The shortest decimal that parses back to a double. */
    public static long parse(double value, int scale, WideDecimals pool) {
        long narrow = DoubleParser.parse(value, scale);
        return narrow == NumberFault.OVERFLOW
                ? wide(DoubleParser.decimal(value), scale, pool)
                : tokenOf(narrow, pool);
    }

    /** The shortest decimal that parses back to a float. */
    public static long parse(float value, int scale, WideDecimals pool) {
        long narrow = FloatParser.parse(value, scale);
        return narrow == NumberFault.OVERFLOW
                ? wide(FloatParser.decimal(value), scale, pool)
                : tokenOf(narrow, pool);
    }

    /** A DECIMAL with {@code from} decimals in a long. */
    public static long parse(long unscaled, int from, int scale, WideDecimals pool) {
        long narrow = UnscaledParser.parse(unscaled, from, scale);
        return narrow == NumberFault.OVERFLOW
                ? wide(BigDecimal.valueOf(unscaled, from), scale, pool)
                : tokenOf(narrow, pool);
    }

    /** A DECIMAL with {@code from} decimals in big-endian bytes of any width. */
    public static long parse(byte[] unscaled, int from, int scale, WideDecimals pool) {
        long narrow = UnscaledParser.parse(unscaled, 0, unscaled.length, from, scale);
        return narrow == NumberFault.OVERFLOW
                ? wide(new BigDecimal(new BigInteger(unscaled), from), scale, pool)
                : tokenOf(narrow, pool);
    }

    /** A decimal text. */
    public static long parse(byte[] text, int scale, WideDecimals pool) {
        long narrow = TextParser.parse(text, 0, text.length, scale);
        return narrow == NumberFault.OVERFLOW
                ? wide(new BigDecimal(textOf(text)), scale, pool)
                : tokenOf(narrow, pool);
    }

    /** The number in a text, null if it is not a number. */
    public static BigDecimal decimal(byte[] text) {
        try {
            return new BigDecimal(textOf(text));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** A negative number, which the other methods refuse, as a token. */
    public static long parseNegative(BigDecimal value, int scale, WideDecimals pool) {
        BigDecimal positive = value.negate();
        long narrow = BigDecimalParser.parse(positive, scale);
        long token =
                narrow == NumberFault.OVERFLOW
                        ? wide(positive, scale, pool)
                        : tokenOf(narrow, pool);
        return NumberFault.isFault(token) ? token : pool.token(pool.number(token).negate());
    }

    /**
     * A negative number as an integer at a scale, or a {@link NumberFault}.
     *
     * @return below 0; fault codes are below every number
     */
    public static long parseNegative(BigDecimal value, int scale) {
        long positive = BigDecimalParser.parse(value.negate(), scale);
        if (NumberFault.isFault(positive)) {
            return positive;
        }
        return NumberFault.isFault(-positive) ? NumberFault.OVERFLOW : -positive;
    }

    private static String textOf(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII).strip();
    }

    private static long tokenOf(long narrow, WideDecimals pool) {
        return NumberFault.isFault(narrow) ? narrow : pool.token(BigInteger.valueOf(narrow));
    }

    /** A positive number with no more decimals than the scale. */
    private static long wide(BigDecimal value, int scale, WideDecimals pool) {
        BigDecimal plain = value.stripTrailingZeros();
        long digits = (long) plain.precision() - plain.scale() + scale;
        return digits > MAX_DIGITS
                ? NumberFault.OVERFLOW
                : pool.token(plain.setScale(scale).unscaledValue());
    }
}
