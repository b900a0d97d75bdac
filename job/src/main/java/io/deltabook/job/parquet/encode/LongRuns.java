// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import java.util.Arrays;

/** Numbers of a page as runs of equal values. */
final class LongRuns {
    private long[] values = new long[16];
    private int[] counts = new int[16];
    private int size;
    private int total;

    void add(long value, int count) {
        if (size > 0 && values[size - 1] == value) {
            counts[size - 1] += count;
        } else {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
                counts = Arrays.copyOf(counts, size * 2);
            }
            values[size] = value;
            counts[size++] = count;
        }
        total += count;
    }

    /** How many runs there are. */
    int size() {
        return size;
    }

    /** How many numbers there are. */
    int total() {
        return total;
    }

    /** The number of each run. */
    long[] values() {
        return values;
    }

    long value(int run) {
        return values[run];
    }

    int count(int run) {
        return counts[run];
    }

    void clear() {
        size = 0;
        total = 0;
    }

    /** Writes every number, run by run. */
    void expand(long[] to) {
        int at = 0;
        for (int run = 0; run < size; run++) {
            int end = at + counts[run];
            Arrays.fill(to, at, end, values[run]);
            at = end;
        }
    }

    /** Encodes numbers that fit an int, such as levels and dictionary indices. */
    void encode(RleBitPackedEncoder to) {
        for (int run = 0; run < size; run++) {
            to.add((int) values[run], counts[run]);
        }
    }

    long smallest() {
        long smallest = values[0];
        for (int run = 1; run < size; run++) {
            smallest = Math.min(smallest, values[run]);
        }
        return smallest;
    }

    long largest() {
        long largest = values[0];
        for (int run = 1; run < size; run++) {
            largest = Math.max(largest, values[run]);
        }
        return largest;
    }
}
