// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import java.time.Duration;

/**
 * What the checkpoints of one attempt cost.
 *
 * @param completed how many were completed, savepoints included
 * @param failed how many failed
 * @param averageBytes state of one on average
 * @param largestBytes state of the largest
 * @param average time of one on average, from its trigger to its end; the job goes on meanwhile
 * @param longest time of the longest
 */
public record CheckpointCost(
        long completed,
        long failed,
        long averageBytes,
        long largestBytes,
        Duration average,
        Duration longest) {
    /** No checkpoint at all. */
    public static final CheckpointCost NONE =
            new CheckpointCost(0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

    /** The part of a time during which a checkpoint was under way, 0 for no time. */
    public double share(Duration time) {
        return time.isZero() ? 0 : (double) completed * average.toNanos() / time.toNanos();
    }
}
