// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.cluster.JobRest;
import java.time.Duration;

/** Ends a job, once, if a lack of memory has paused its source for too long. */
final class PauseLimit {
    private final JobRest job;
    private final Duration most;
    private final Runnable end;
    private boolean isReached;

    /**
     * @param most longest pause allowed
     * @param end ends the job; called on the watching thread
     */
    PauseLimit(JobRest job, Duration most, Runnable end) {
        this.job = job;
        this.most = most;
        this.end = end;
    }

    /** Checks how long the pause has lasted. */
    void look() throws InterruptedException {
        if (!isReached && job.memoryPause().compareTo(most) > 0) {
            isReached = true;
            end.run();
        }
    }
}
