// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import java.time.Duration;
import java.util.List;

/**
 * How one attempt of a run went. Not part of what the files tell, so a summary made again later has
 * none.
 *
 * @param rowsIn rows read in this attempt
 * @param wallTime from start to end
 * @param jobTime of it, from the submission of the job to its end, without the cluster's start and
 *     the planning
 * @param peakMemoryBytes largest resident memory of the process
 * @param checkpoints what the checkpoints cost
 * @param warnings what the user should know of the input, a sentence each
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

    /** Rows a second, 0 for an attempt without duration. */
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
