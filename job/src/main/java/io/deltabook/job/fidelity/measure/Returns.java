// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

/**
 * Log returns of the mid prices of both books over steps of equal length: their tails, how they
 * cluster, and which of the two comes later. Not thread-safe.
 */
public final class Returns {
    /** Longest lag that is looked at, steps. */
    public static final int MAX_LAG = 10;

    private static final int RING = MAX_LAG + 1;

    private final double[] ours = new double[RING];
    private final double[] reference = new double[RING];
    private final Bins sizesOfOurs = new Bins();
    private final Bins sizesOfReference = new Bins();
    private final Correlation[] clusteringOfOurs = newCorrelations(MAX_LAG + 1);
    private final Correlation[] clusteringOfReference = newCorrelations(MAX_LAG + 1);
    private final Correlation[] lags = newCorrelations(2 * MAX_LAG + 1);
    private double lastOurs = Double.NaN;
    private double lastReference = Double.NaN;
    private int known;
    private int at;

    private static Correlation[] newCorrelations(int size) {
        Correlation[] all = new Correlation[size];
        for (int i = 0; i < size; i++) {
            all[i] = new Correlation();
        }
        return all;
    }

    /** Adds the mid prices at the end of the next step; NaN or not positive where there is none. */
    public void see(double midOfOurs, double midOfReference) {
        boolean isKnown = midOfOurs > 0 && midOfReference > 0;
        if (isKnown && lastOurs > 0) {
            add(Math.log(midOfOurs / lastOurs), Math.log(midOfReference / lastReference));
        } else {
            known = 0;
        }
        lastOurs = isKnown ? midOfOurs : Double.NaN;
        lastReference = midOfReference;
    }

    private void add(double mine, double other) {
        at = (at + 1) % RING;
        ours[at] = mine;
        reference[at] = other;
        known = Math.min(RING, known + 1);
        if (mine != 0) {
            sizesOfOurs.add(Math.abs(mine));
        }
        if (other != 0) {
            sizesOfReference.add(Math.abs(other));
        }
        for (int lag = 0; lag < known; lag++) {
            int before = (at - lag + RING) % RING;
            clusteringOfOurs[lag].add(Math.abs(ours[before]), Math.abs(mine));
            clusteringOfReference[lag].add(Math.abs(reference[before]), Math.abs(other));
            lags[MAX_LAG + lag].add(reference[before], mine);
            if (lag > 0) {
                lags[MAX_LAG - lag].add(ours[before], other);
            }
        }
    }

    /** Absolute returns of our mid other than 0. */
    public Bins sizesOfOurs() {
        return sizesOfOurs;
    }

    /** Absolute returns of the reference's mid other than 0. */
    public Bins sizesOfReference() {
        return sizesOfReference;
    }

    /** Correlation of our absolute returns with those a number of steps before. */
    public double clusteringOfOurs(int lag) {
        return clusteringOfOurs[lag].r();
    }

    /** The same of the reference. */
    public double clusteringOfReference(int lag) {
        return clusteringOfReference[lag].r();
    }

    /** The largest difference of the two over all lags; NaN if there is no lag that both have. */
    public double clusteringDifference() {
        double worst = Double.NaN;
        for (int lag = 1; lag <= MAX_LAG; lag++) {
            double difference = Math.abs(clusteringOfOurs(lag) - clusteringOfReference(lag));
            worst = Double.isNaN(worst) ? difference : Math.max(worst, orZero(difference));
        }
        return worst;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /**
     * Correlation of our returns with the reference's some steps before.
     *
     * @param lag steps by which ours come later; negative if they come earlier
     */
    public double correlation(int lag) {
        return lags[MAX_LAG + lag].r();
    }

    /** The lag with the largest correlation, the shortest of equal ones; NaN if none has one. */
    public double lag() {
        double found = Double.NaN;
        double max = Double.NEGATIVE_INFINITY;
        for (int lag = 0; lag <= MAX_LAG; lag++) {
            for (int signed : new int[] {lag, -lag}) {
                if (correlation(signed) > max) {
                    max = correlation(signed);
                    found = signed;
                }
            }
        }
        return found;
    }
}
