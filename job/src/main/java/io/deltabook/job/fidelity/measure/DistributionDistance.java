// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * How far apart two distributions are.
 *
 * @param wasserstein the mean way from one to the other, ∫|F − G|, in the unit of the numbers
 * @param effect that as a share of the reference's standard deviation, of its mean if it never
 *     varies
 * @param energy the energy coefficient, 2∫(F − G)² / 2E|X − Y|, 0 … 1
 * @param ks the Kolmogorov–Smirnov statistic, max |F − G|
 * @param p its p-value, if the numbers were independent
 */
public record DistributionDistance(
        double wasserstein, double effect, double energy, double ks, double p) {
    /** Below, Kolmogorov's sum needs more terms than it is worth: the p-value is 1. */
    private static final double NO_DIFFERENCE = 0.1;

    private static final DistributionDistance UNKNOWN =
            new DistributionDistance(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Compares two distributions; all NaN if one of them is empty. */
    public static DistributionDistance of(Bins ours, Bins reference) {
        if (ours.count() == 0 || reference.count() == 0) {
            return UNKNOWN;
        }
        Bins.Sorted one = ours.sorted();
        Bins.Sorted other = reference.sorted();
        double wasserstein = 0;
        double squares = 0;
        double apart = 0;
        double ks = 0;
        double f = 0;
        double g = 0;
        long seen = 0;
        long seenOfOther = 0;
        int left = 0;
        int right = 0;
        double from = Double.NaN;
        while (left < one.size() || right < other.size()) {
            double to = Math.min(value(one, left), value(other, right));
            if (left + right > 0) {
                double width = to - from;
                wasserstein += Math.abs(f - g) * width;
                squares += (f - g) * (f - g) * width;
                apart += (f * (1 - g) + g * (1 - f)) * width;
            }
            if (value(one, left) == to) {
                seen += one.counts()[left++];
                f = (double) seen / ours.count();
            }
            if (value(other, right) == to) {
                seenOfOther += other.counts()[right++];
                g = (double) seenOfOther / reference.count();
            }
            ks = Math.max(ks, Math.abs(f - g));
            from = to;
        }
        return new DistributionDistance(
                wasserstein,
                effect(wasserstein, reference),
                squares == 0 ? 0 : squares / apart,
                ks,
                p(ks, ours.count(), reference.count()));
    }

    private static double value(Bins.Sorted bins, int bin) {
        return bin < bins.size() ? bins.values()[bin] : Double.POSITIVE_INFINITY;
    }

    private static double effect(double wasserstein, Bins reference) {
        if (wasserstein == 0) {
            return 0;
        }
        double deviation = reference.deviation();
        return wasserstein / (deviation > 0 ? deviation : Math.abs(reference.mean()));
    }

    private static double p(double ks, long ours, long reference) {
        double independent = (double) ours * reference / ((double) ours + reference);
        return ks * Math.sqrt(independent) < NO_DIFFERENCE
                ? 1
                : new KolmogorovSmirnovTest().approximateP(ks, capped(ours), capped(reference));
    }

    private static int capped(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
