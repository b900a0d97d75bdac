// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.fidelity;

import io.deltabook.job.fidelity.Figure;
import io.deltabook.job.fidelity.Thresholds;
import java.math.BigDecimal;
import java.math.MathContext;

/** Figures in words of at most five significant digits. */
final class FigureText {
    private static final MathContext DIGITS = new MathContext(5);
    private static final double MAX_PLAIN = 1e7;
    private static final double MIN_PLAIN = 1e-6;

    private FigureText() {}

    /** The figure; a dash if it is not known. A share below 1 is not rounded to 1. */
    static String of(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return "infinite";
        }
        if (value != 0 && (Math.abs(value) >= MAX_PLAIN || Math.abs(value) < MIN_PLAIN)) {
            return "%.2e".formatted(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        boolean isRoundedUp = value < 1 && rounded.compareTo(BigDecimal.ONE) == 0;
        BigDecimal shown = isRoundedUp ? BigDecimal.valueOf(value) : rounded;
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    /** What a figure must be: at least or at most its threshold, or "off". */
    static String bound(Figure figure, Thresholds thresholds) {
        double bound = thresholds.bound(figure);
        String sign = figure.isMinimum() ? "≥ " : "≤ ";
        return Double.isNaN(bound) ? "off" : sign + of(bound);
    }
}
