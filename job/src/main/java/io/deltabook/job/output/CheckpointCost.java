// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import java.time.Duration;

/**
 * Cost of the checkpoints of one attempt.
 *
 * @param completed number of completed checkpoints, savepoints included
 * @param failed number of failed checkpoints
 * @param averageBytes average state size
 * @param largestBytes largest state size
 * @param average average time from trigger to completion, during which the job keeps running
 * @param longest longest time from trigger to completion
 */
public record CheckpointCost(
        long completed,
        long failed,
        long averageBytes,
        long largestBytes,
        Duration average,
        Duration longest) {
    /** No checkpoints. */
    public static final CheckpointCost NONE =
            new CheckpointCost(0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

    /** The share of a time span during which a checkpoint was in progress, 0 for an empty span. */
    public double share(Duration time) {
        return time.isZero() ? 0 : (double) completed * average.toNanos() / time.toNanos();
    }
}
