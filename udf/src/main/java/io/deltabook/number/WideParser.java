// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Brings numbers that no long holds to a decimal scale, up to the 38 digits of a DECIMAL(38,18).
 */
public final class WideParser {
    private static final int MOST_DIGITS = 38;

    private WideParser() {}

    /**
     * The token of a positive number at a scale.
     *
     * @param value a number that needs no more than {@code scale} decimals
     * @return a token of the pool, or {@link NumberFault#OVERFLOW} beyond 38 digits
     */
    public static long parse(BigDecimal value, int scale, WideDecimals pool) {
        BigDecimal plain = value.stripTrailingZeros();
        long digits = (long) plain.precision() - plain.scale() + scale;
        if (digits > MOST_DIGITS) {
            return NumberFault.OVERFLOW;
        }
        BigInteger number = plain.setScale(scale).unscaledValue();
        return pool.token(number);
    }
}
