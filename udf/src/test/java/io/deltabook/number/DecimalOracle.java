// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Slow and obvious: what the parsers must answer. */
final class DecimalOracle {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private DecimalOracle() {}

    static long scaled(BigDecimal value, int scale) {
        if (value.signum() < 0) {
            return NumberFault.NEGATIVE;
        }
        BigDecimal exact = value.multiply(BigDecimal.TEN.pow(scale));
        BigInteger whole = exact.toBigInteger();
        if (new BigDecimal(whole).compareTo(exact) != 0) {
            return NumberFault.SCALE;
        }
        return whole.compareTo(MAX) > 0 ? NumberFault.OVERFLOW : whole.longValueExact();
    }

    static long scaled(double value, int scale) {
        return value == 0 ? 0 : scaled(shortest(value), scale);
    }

    /** Tries 1, 2, 3 … digits on both sides of the value. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits <= 17; digits++) {
            BigDecimal best = null;
            for (RoundingMode mode :
                    new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
                BigDecimal candidate = exact.round(new MathContext(digits, mode));
                boolean reads = Double.parseDouble(candidate.toString()) == value;
                if (reads && (best == null || isNearer(candidate, best, exact))) {
                    best = candidate;
                }
            }
            if (best != null) {
                return best;
            }
        }
        throw new AssertionError("17 digits must be enough for " + value);
    }

    /** The same of a float. */
    static BigDecimal shortest(float value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits <= 9; digits++) {
            BigDecimal best = null;
            for (RoundingMode mode :
                    new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
                BigDecimal candidate = exact.round(new MathContext(digits, mode));
                boolean reads = Float.parseFloat(candidate.toString()) == value;
                if (reads && (best == null || isNearer(candidate, best, exact))) {
                    best = candidate;
                }
            }
            if (best != null) {
                return best;
            }
        }
        throw new AssertionError("9 digits must be enough for " + value);
    }

    private static boolean isNearer(BigDecimal candidate, BigDecimal best, BigDecimal exact) {
        BigDecimal distance = candidate.subtract(exact).abs();
        return distance.compareTo(best.subtract(exact).abs()) < 0;
    }
}
