// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import java.util.Arrays;

/** Small numbers of a page as runs of equal ones. */
final class IntRuns {
    private int[] values = new int[16];
    private int[] counts = new int[16];
    private int size;
    private int total;

    void add(int value, int count) {
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

    int value(int run) {
        return values[run];
    }

    int count(int run) {
        return counts[run];
    }

    void clear() {
        size = 0;
        total = 0;
    }

    void encode(HybridEncoder to) {
        for (int run = 0; run < size; run++) {
            to.add(values[run], counts[run]);
        }
    }
}
