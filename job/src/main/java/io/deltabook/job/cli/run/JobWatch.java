// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.SlotWatch;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Progress;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.state.Leftovers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a running job: shows its progress or what it waits for, triggers checkpoints by number of
 * events, ends a pause that lasts too long, and deletes what earlier attempts left behind once the
 * job has a checkpoint of its own.
 */
final class JobWatch {
    private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
    private static final long CHECKPOINTS_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final JobRest job;
    private final Progress progress;
    private final long everyEvents;
    private final PauseLimit pauseLimit;
    private final SlotWatch slots;
    private final Duration between;
    private final Runnable eachLook;
    private Leftovers leftovers;
    private long nextLook = System.nanoTime() + CHECKPOINTS_EVERY_NANOS;
    private long eventsAtCheckpoint;

    /**
     * Starts watching.
     *
     * @param progress receives the rows that this attempt has read
     * @param everyEvents events between two triggered checkpoints, 0 to trigger none
     * @param pauseLimit ends the job if its source is paused for too long
     * @param leftovers what earlier attempts left behind
     * @param eachLook called on each look
     * @param between time between two looks
     * @param clock a clock in ns
     */
    JobWatch(
            JobRest job,
            Progress progress,
            long everyEvents,
            PauseLimit pauseLimit,
            Leftovers leftovers,
            Runnable eachLook,
            Duration between,
            LongSupplier clock) {
        this.job = job;
        this.progress = progress;
        this.everyEvents = everyEvents;
        this.pauseLimit = pauseLimit;
        this.slots = new SlotWatch(job, progress, clock);
        this.between = between;
        this.leftovers = leftovers;
        this.eachLook = eachLook;
    }

    /** Waits until the job has ended. */
    JobResult await(CompletableFuture<JobResult> result) throws CommandFailure {
        try {
            while (true) {
                try {
                    return result.get(between.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    look();
                }
            }
        } catch (ExecutionException e) {
            throw CommandFailure.failed("the job was lost: " + RootCause.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while the job was running", e);
        }
    }

    private void look() throws InterruptedException {
        JobRest.Counts counts = job.counts();
        slots.look();
        progress.done(counts.rowsRead());
        if (counts.events() < eventsAtCheckpoint) {
            eventsAtCheckpoint = 0;
        }
        if (everyEvents > 0 && counts.events() - eventsAtCheckpoint >= everyEvents) {
            eventsAtCheckpoint = counts.events();
            trigger();
        }
        pauseLimit.look();
        eachLook.run();
        if (leftovers != null && System.nanoTime() > nextLook) {
            nextLook = System.nanoTime() + CHECKPOINTS_EVERY_NANOS;
            if (job.checkpoints().completed() > 0) {
                leftovers.delete();
                leftovers = null;
            }
        }
    }

    private void trigger() throws InterruptedException {
        try {
            job.triggerCheckpoint();
        } catch (IOException e) {
            LOG.warn("No checkpoint could be triggered: {}", e.getMessage());
        }
    }
}
