// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;

/** The exact slow path to which the other parsers fall back. */
final class BigDecimalParser {
    private static final int MAX_LONG_DIGITS = 19;

    private BigDecimalParser() {}

    /**
     * The integer at {@code scale}.
     *
     * @param scale decimal digits, 0..18
     * @return 0 or more, or a {@link NumberFault}
     */
    static long parse(BigDecimal value, int scale) {
        if (value.signum() <= 0) {
            return value.signum() == 0 ? 0 : NumberFault.NEGATIVE;
        }
        if (value.scale() < -MAX_LONG_DIGITS) {
            return NumberFault.OVERFLOW;
        }
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > scale) {
            return NumberFault.SCALE;
        }
        long digitsBeforePoint = (long) plain.precision() - plain.scale();
        if (digitsBeforePoint + scale > MAX_LONG_DIGITS) {
            return NumberFault.OVERFLOW;
        }
        BigDecimal scaled = plain.movePointRight(scale);
        return scaled.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? NumberFault.OVERFLOW
                : scaled.longValueExact();
    }
}
