// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * Finds the shortest decimal that parses back to a floating-point number. {@code toString} is not
 * used, because before Java 19 it may print one digit too many.
 */
final class ShortestDecimal {
    private ShortestDecimal() {}

    /**
     * The shortest decimal; of several, the nearest.
     *
     * @param value a finite number
     * @param digits number of digits up to which no two decimals parse to the same number
     * @param readsBack whether a decimal parses back to the number
     */
    static BigDecimal of(double value, int digits, Predicate<BigDecimal> readsBack) {
        BigDecimal exact = new BigDecimal(value);
        for (int length = digits; ; length++) {
            BigDecimal below = exact.round(new MathContext(length, RoundingMode.DOWN));
            BigDecimal above = exact.round(new MathContext(length, RoundingMode.UP));
            boolean readsBelow = readsBack.test(below);
            boolean readsAbove = readsBack.test(above);
            if (readsBelow && readsAbove) {
                BigDecimal toBelow = exact.subtract(below).abs();
                BigDecimal toAbove = above.subtract(exact).abs();
                return toBelow.compareTo(toAbove) <= 0 ? below : above;
            }
            if (readsBelow || readsAbove) {
                return readsBelow ? below : above;
            }
        }
    }
}
