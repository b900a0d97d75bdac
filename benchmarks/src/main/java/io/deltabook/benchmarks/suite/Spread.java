// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Median, smallest and largest of repeated measurements. */
record Spread(double median, double min, double max) {
    static Spread of(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException(
                    "there must be at least one measurement, but there is none");
        }
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** In millions, with the range if there were several runs. */
    String inMillions() {
        return min == max
                ? "%.2f".formatted(median / 1e6)
                : "%.2f (%.2f–%.2f)".formatted(median / 1e6, min / 1e6, max / 1e6);
    }
}
