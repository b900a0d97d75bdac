// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

/** Differences of pairs of numbers. */
public final class Errors {
    private long count;
    private double sum;
    private double squares;
    private double squaresOfReference;

    /** Adds a pair. */
    public void add(double ours, double reference) {
        double error = ours - reference;
        count++;
        sum += error;
        squares += error * error;
        squaresOfReference += reference * reference;
    }

    /** Number of pairs. */
    public long count() {
        return count;
    }

    /** Mean of ours − reference; NaN without pairs. */
    public double mean() {
        return sum / count;
    }

    /** Root of the mean square of ours − reference; NaN without pairs. */
    public double rmse() {
        return Math.sqrt(squares / count);
    }

    /** The root mean square error as a share of the reference's root mean square. */
    public double relativeRmse() {
        return squares == 0 && count > 0 ? 0 : Math.sqrt(squares / squaresOfReference);
    }
}
