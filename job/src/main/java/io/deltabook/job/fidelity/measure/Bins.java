// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import java.util.Arrays;

/**
 * A distribution of numbers in bins whose members differ by less than 0.05 %; a bin stands for
 * their mean. A sample whose numbers are equal or further apart is kept exactly. Not thread-safe.
 */
public final class Bins {
    /** Bits of the mantissa that a bin does not tell apart: 52 less 11. */
    private static final int SHARED_BITS = 41;

    private static final int FIRST_SLOTS = 1 << 8;
    private static final int SPREAD = 0x9E3779B9;

    private int[] keys = new int[FIRST_SLOTS];
    private long[] counts = new long[FIRST_SLOTS];
    private double[] sums = new double[FIRST_SLOTS];
    private int used;
    private long count;
    private double mean;
    private double squares;

    /** The bins from the smallest on: what each stands for, and how many numbers it has. */
    record Sorted(double[] values, long[] counts) {
        int size() {
            return values.length;
        }
    }

    /** Adds a finite number. */
    public void add(double value) {
        int key = (int) (Double.doubleToLongBits(value + 0.0) >> SHARED_BITS);
        int slot = slot(key, keys, counts);
        if (counts[slot] == 0) {
            keys[slot] = key;
            used++;
        }
        counts[slot]++;
        sums[slot] += value;
        count++;
        double away = value - mean;
        mean += away / count;
        squares += away * (value - mean);
        if (used > keys.length / 2) {
            grow();
        }
    }

    private static int slot(int key, int[] keys, long[] counts) {
        int slot = key * SPREAD >>> Integer.numberOfLeadingZeros(keys.length) + 1;
        while (counts[slot] > 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        int[] newKeys = new int[2 * keys.length];
        long[] newCounts = new long[newKeys.length];
        double[] newSums = new double[newKeys.length];
        for (int old = 0; old < keys.length; old++) {
            if (counts[old] > 0) {
                int slot = slot(keys[old], newKeys, newCounts);
                newKeys[slot] = keys[old];
                newCounts[slot] = counts[old];
                newSums[slot] = sums[old];
            }
        }
        keys = newKeys;
        counts = newCounts;
        sums = newSums;
    }

    /** How many numbers were added. */
    public long count() {
        return count;
    }

    /** Their mean; NaN if there are none. */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Their standard deviation, of the population; NaN if there are none. */
    public double deviation() {
        return count == 0 ? Double.NaN : Math.sqrt(squares / count);
    }

    /**
     * The smallest number that at least a share of them does not exceed; NaN if there are none.
     *
     * @param share 0 … 1
     */
    public double quantile(double share) {
        Sorted sorted = sorted();
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int bin = 0; bin < sorted.size(); bin++) {
            seen += sorted.counts()[bin];
            if (seen >= wanted) {
                return sorted.values()[bin];
            }
        }
        return Double.NaN;
    }

    Sorted sorted() {
        double[] means = new double[used];
        int[] slots = new int[used];
        int next = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (counts[slot] > 0) {
                means[next] = sums[slot] / counts[slot];
                slots[next++] = slot;
            }
        }
        double[] values = means.clone();
        Arrays.sort(values);
        long[] ofValues = new long[used];
        for (int bin = 0; bin < used; bin++) {
            ofValues[Arrays.binarySearch(values, means[bin])] = counts[slots[bin]];
        }
        return new Sorted(values, ofValues);
    }
}
