// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

/**
 * One run of a contender.
 *
 * @param rows delta rows read
 * @param processSeconds from the start of the process to its end
 * @param jobSeconds the work alone, as reported by the contender
 * @param cpuSeconds CPU time of all threads of the process
 * @param peakBytes largest resident memory of the process
 * @param bytesIn size of the files read
 * @param bytesOut size of the Parquet files written
 */
record Measurement(
        long rows,
        double processSeconds,
        double jobSeconds,
        double cpuSeconds,
        long peakBytes,
        long bytesIn,
        long bytesOut) {
    double rowsPerJobSecond() {
        return rows / jobSeconds;
    }

    double rowsPerProcessSecond() {
        return rows / processSeconds;
    }

    double cpuNanosPerRow() {
        return cpuSeconds * 1e9 / rows;
    }

    /** Times, speed and memory, for the log. */
    String summary() {
        return "%.1f s, job %.1f s, %.2f M rows/s, %d MB"
                .formatted(
                        processSeconds,
                        jobSeconds,
                        rowsPerJobSecond() / 1e6,
                        peakBytes / 1_000_000);
    }
}
