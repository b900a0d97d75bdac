// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;

/**
 * Parses a decimal in ASCII text, such as {@code 61737.63}, {@code .5} or {@code 1e-7}, at a
 * decimal scale, exactly. Up to 18 digits without exponent need no allocation.
 */
public final class TextParser {
    private static final int MAX_FAST_DIGITS = 18;

    private TextParser() {}

    /**
     * The integer at {@code scale}. {@code nan}, {@code inf} and {@code infinity} are recognised
     * case-insensitively; any other text that is not a number counts as NaN, including the empty
     * one.
     *
     * @param text holds the number
     * @param at index of its first byte
     * @param length bytes of the number
     * @param scale decimal digits, 0..18
     * @return 0 or more, or a {@link NumberFault}
     */
    public static long parse(byte[] text, int at, int length, int scale) {
        int end = at + length;
        long digits = 0;
        int count = 0;
        int decimals = -1;
        for (int i = at; i < end; i++) {
            byte character = text[i];
            if (character >= '0' && character <= '9' && count < MAX_FAST_DIGITS) {
                digits = digits * 10 + (character - '0');
                count++;
                decimals += decimals < 0 ? 0 : 1;
            } else if (character == '.' && decimals < 0) {
                decimals = 0;
            } else {
                return parseSlowly(text, at, length, scale);
            }
        }
        if (count == 0) {
            return NumberFault.NOT_A_NUMBER;
        }
        return UnscaledParser.parse(digits, Math.max(decimals, 0), scale);
    }

    private static long parseSlowly(byte[] text, int at, int length, int scale) {
        for (int i = at; i < at + length; i++) {
            if (text[i] < 0) {
                return NumberFault.NOT_A_NUMBER;
            }
        }
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            characters[i] = (char) text[at + i];
        }
        String word = new String(characters).strip();
        String unsigned = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
        if (unsigned.equalsIgnoreCase("inf") || unsigned.equalsIgnoreCase("infinity")) {
            return NumberFault.INFINITE;
        }
        try {
            return BigDecimalParser.parse(new BigDecimal(word), scale);
        } catch (NumberFormatException notANumber) {
            return NumberFault.NOT_A_NUMBER;
        }
    }
}
