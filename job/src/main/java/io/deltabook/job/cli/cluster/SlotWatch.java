// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import io.deltabook.job.cli.cluster.JobRest.Tasks;
import io.deltabook.job.cli.terminal.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports that a job waits for slots, once it has waited longer than a start takes. */
public final class SlotWatch {
    /** Flink's data on tasks may be up to three seconds old. */
    static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);
    private static final long BETWEEN_NANOS = Duration.ofSeconds(1).toNanos();

    private final JobRest job;
    private final Progress progress;
    private final LongSupplier clock;
    private long nextLook;
    private long since;
    private boolean isWaiting;
    private boolean isTold;

    /**
     * Starts watching.
     *
     * @param progress shows the wait
     * @param clock a clock in ns
     */
    public SlotWatch(JobRest job, Progress progress, LongSupplier clock) {
        this.job = job;
        this.progress = progress;
        this.clock = clock;
        this.nextLook = clock.getAsLong();
    }

    /** Checks whether the job waits. */
    public void look() throws InterruptedException {
        long now = clock.getAsLong();
        if (now - nextLook < 0) {
            return;
        }
        nextLook = now + BETWEEN_NANOS;
        try {
            look(now, job.tasks());
        } catch (IOException e) {
            LOG.debug("The cluster does not report the state of the tasks", e);
        }
    }

    private void look(long now, Tasks tasks) throws IOException, InterruptedException {
        if (tasks.waiting() == 0) {
            isWaiting = false;
            if (isTold) {
                isTold = false;
                progress.waits(null);
                LOG.info("The job has got its slots.");
            }
            return;
        }
        if (!isWaiting) {
            isWaiting = true;
            since = now;
        }
        if (now - since >= PATIENCE.toNanos()) {
            String why = why(tasks, job.slots());
            progress.waits(why);
            if (!isTold) {
                isTold = true;
                LOG.warn(
                        "The job {}. Start TaskManagers, or stop it and resume with a lower --parallelism.",
                        why);
            }
        }
    }

    /** Describes a job whose tasks have no slots. */
    public static String why(Tasks tasks, ClusterSlots slots) {
        return "waits for slots: %d of its %d tasks have none, and [%s] has %s"
                .formatted(tasks.waiting(), tasks.all(), slots.cluster(), slots);
    }
}
