// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import java.time.Duration;
import java.util.List;

/**
 * Measurements of one attempt of a run. The files do not contain them, so a summary derived again
 * later has none.
 *
 * @param rowsIn rows read in this attempt
 * @param wallTime from start to end
 * @param jobTime the part of it from the job's submission to its end, without cluster start and
 *     planning
 * @param peakMemoryBytes largest resident memory of the process
 * @param checkpoints cost of the checkpoints
 * @param warnings what the user should know about the input, one sentence each
 */
public record Attempt(
        long rowsIn,
        Duration wallTime,
        Duration jobTime,
        long peakMemoryBytes,
        CheckpointCost checkpoints,
        List<String> warnings) {
    /** An attempt without warnings. */
    public Attempt(
            long rowsIn,
            Duration wallTime,
            Duration jobTime,
            long peakMemoryBytes,
            CheckpointCost checkpoints) {
        this(rowsIn, wallTime, jobTime, peakMemoryBytes, checkpoints, List.of());
    }

    public Attempt {
        warnings = List.copyOf(warnings);
    }

    /** Rows per second, 0 for an attempt without duration. */
    public double rowsPerSecond() {
        double seconds = seconds();
        return seconds == 0 ? 0 : rowsIn / seconds;
    }

    double seconds() {
        return wallTime.toNanos() / 1e9;
    }

    double jobSeconds() {
        return jobTime.toNanos() / 1e9;
    }
}
