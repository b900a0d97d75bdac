// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.cluster.JobRest;
import java.time.Duration;

/** Ends a job, once, whose source has been paused for want of memory for longer than it may be. */
final class PauseLimit {
    private final JobRest job;
    private final Duration most;
    private final Runnable end;
    private boolean isReached;

    /**
     * @param most longest pause
     * @param end ends the job; called by who looks
     */
    PauseLimit(JobRest job, Duration most, Runnable end) {
        this.job = job;
        this.most = most;
        this.end = end;
    }

    /** Looks how long the pause has lasted. */
    void look() throws InterruptedException {
        if (!isReached && job.memoryPause().compareTo(most) > 0) {
            isReached = true;
            end.run();
        }
    }
}
