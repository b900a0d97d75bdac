// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Reads a decimal number in ASCII exactly, such as {@code 61737.63}, {@code .5} or {@code 1e-7}:
 * the number is {@link #unscaled} divided by ten to the power of {@link #scale}. Numbers too large
 * for this are {@link Form#WIDE}. Reused for the next number; one thread.
 */
public final class DecimalText {
    /** Kinds of text. */
    public enum Form {
        /** A number given by {@link #unscaled} and {@link #scale}. */
        NUMBER,
        /** A number with more digits or decimals. */
        WIDE,
        /** Not a finite number. */
        NONE
    }

    /** Maximum decimals of a number that is not wide. */
    static final int MAX_DECIMALS = 18;

    /** All such numbers are below 2^64. */
    private static final int MAX_DIGITS = 19;

    private static final int LONGEST = 400;

    private long unscaled;
    private int scale;

    /** Parses the bytes of a text in a range. */
    public Form read(byte[] text, int from, int to) {
        boolean isNegative = from < to && text[from] == '-';
        long digits = 0;
        int count = 0;
        int point = -1;
        for (int i = isNegative ? from + 1 : from; i < to; i++) {
            byte character = text[i];
            if (character >= '0' && character <= '9') {
                digits = digits * 10 + (character - '0');
                count++;
            } else if (character == '.' && point < 0) {
                point = i;
            } else {
                return readSlowly(text, from, to);
            }
        }
        int decimals = point < 0 ? 0 : to - point - 1;
        boolean fits = count <= MAX_DIGITS && digits >= 0 && decimals <= MAX_DECIMALS;
        if (count == 0 || !fits) {
            return count == 0 ? Form.NONE : readSlowly(text, from, to);
        }
        unscaled = isNegative ? -digits : digits;
        scale = decimals;
        return Form.NUMBER;
    }

    private Form readSlowly(byte[] text, int from, int to) {
        if (to - from > LONGEST) {
            return Form.NONE;
        }
        BigDecimal value;
        try {
            value = new BigDecimal(new String(text, from, to - from, StandardCharsets.US_ASCII));
        } catch (NumberFormatException notANumber) {
            return Form.NONE;
        }
        BigDecimal plain = value.stripTrailingZeros();
        long whole = (long) plain.precision() - plain.scale();
        if (plain.scale() > MAX_DECIMALS || whole + Math.max(0, plain.scale()) >= MAX_DIGITS) {
            return Form.WIDE;
        }
        scale = Math.max(0, plain.scale());
        unscaled = plain.setScale(scale).unscaledValue().longValueExact();
        return Form.NUMBER;
    }

    /** Parses a whole number, possibly with zero decimals, and returns whether it is one. */
    boolean readWhole(byte[] text, int from, int to) {
        if (read(text, from, to) != Form.NUMBER) {
            return false;
        }
        while (scale > 0 && unscaled % 10 == 0) {
            unscaled /= 10;
            scale--;
        }
        return scale == 0;
    }

    /** The digits of the number, with its sign. */
    public long unscaled() {
        return unscaled;
    }

    /** Number of decimals among the digits, 0 … {@value #MAX_DECIMALS}. */
    public int scale() {
        return scale;
    }
}
