// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/** Pearson's correlation and the regression line of pairs of numbers. */
public final class Correlation {
    /** Fewer pairs show nothing. */
    public static final int MIN_PAIRS = 10;

    private final SimpleRegression regression = new SimpleRegression();
    private boolean isEqual = true;

    /** Adds a pair. */
    public void add(double x, double y) {
        regression.addData(x, y);
        isEqual &= x == y;
    }

    /** Number of pairs. */
    public long count() {
        return regression.getN();
    }

    /**
     * The correlation, −1 … 1; NaN of fewer than {@value #MIN_PAIRS} pairs, or if one of the
     * numbers never changes. Pairs of equal numbers have 1 even then.
     */
    public double r() {
        if (count() < MIN_PAIRS) {
            return Double.NaN;
        }
        return isEqual ? 1 : varies() ? bounded(regression.getR()) : Double.NaN;
    }

    /** Share of the variance of y that x explains, 0 … 1; NaN as {@link #r}. */
    public double r2() {
        boolean isKnown = count() >= MIN_PAIRS && varies();
        return isKnown ? Math.min(1, regression.getRSquare()) : Double.NaN;
    }

    /** Change of y for a unit of x; NaN as {@link #r}. */
    public double slope() {
        return count() >= MIN_PAIRS && varies() ? regression.getSlope() : Double.NaN;
    }

    private boolean varies() {
        return regression.getXSumSquares() > 0 && regression.getTotalSumSquares() > 0;
    }

    private static double bounded(double r) {
        return Math.max(-1, Math.min(1, r));
    }
}
