// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

/**
 * Hill's estimate of the tail index α: k / Σ ln(xᵢ / xₖ₊₁) over the k largest of n positive
 * numbers, k = n / 20.
 */
public final class TailIndex {
    /** Fewer numbers in the tail show nothing. */
    static final int MIN_TAIL = 10;

    private static final int TAIL = 20;

    private TailIndex() {}

    /** The estimate; NaN if the tail is too short or does not vary. */
    public static double of(Bins positive) {
        Bins.Sorted sorted = positive.sorted();
        long tail = positive.count() / TAIL;
        if (tail < MIN_TAIL) {
            return Double.NaN;
        }
        int bin = sorted.size();
        long above = 0;
        while (above + sorted.counts()[bin - 1] <= tail) {
            above += sorted.counts()[--bin];
        }
        double threshold = sorted.values()[bin - 1];
        double logs = 0;
        for (int i = bin; i < sorted.size(); i++) {
            logs += sorted.counts()[i] * Math.log(sorted.values()[i] / threshold);
        }
        return logs == 0 ? Double.NaN : tail / logs;
    }
}
