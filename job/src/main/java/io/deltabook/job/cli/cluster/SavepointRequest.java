// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import io.deltabook.job.cli.cluster.JobRest.SavepointStatus;
import io.deltabook.job.cli.cluster.JobRest.Status;
import io.deltabook.job.cli.cluster.JobRest.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Triggers a savepoint of a job and waits until it is complete. */
public final class SavepointRequest {
    private static final Logger LOG = LoggerFactory.getLogger(SavepointRequest.class);
    private static final long POLL_MILLIS = 100;

    /** How often to ask for the answer after the job has ended. */
    private static final int LATE_POLLS = 50;

    /** How long to retry while the job is starting or restarting. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Flink's errors while tasks are starting, or while one of them is finishing. */
    private static final List<String> TRANSIENT =
            List.of(
                    "tasks are currently running",
                    "is currently initializing",
                    "Unable to get JobMasterGateway",
                    "is currently not executing",
                    "Checkpoint was declined");

    /**
     * Flink's error where a task could not take part, be it for a moment, as it is ending, or
     * because of a lasting fault.
     */
    private static final String OF_A_TASK = "Task local checkpoint failure";

    /** How often a savepoint that failed in a task is taken again. */
    private static final int MORE_ATTEMPTS = 2;

    private final JobRest job;
    private final Path folder;
    private final Duration patience;
    private int moreAttempts = MORE_ATTEMPTS;
    private boolean isWaiting;
    private long waitingSince;

    public SavepointRequest(JobRest job, Path folder) {
        this(job, folder, PATIENCE);
    }

    /**
     * @param patience how long to retry while the job is starting or restarting
     */
    SavepointRequest(JobRest job, Path folder, Duration patience) {
        this.job = job;
        this.folder = folder;
        this.patience = patience;
    }

    private static boolean isTransient(String failure) {
        return TRANSIENT.stream().anyMatch(failure::contains);
    }

    private boolean isWorthAnotherAttempt(String failure) {
        if (failure.contains(OF_A_TASK) && moreAttempts > 0) {
            moreAttempts--;
            LOG.warn("The savepoint failed in a task; it is tried again: {}", failure);
            return true;
        }
        return false;
    }

    private interface Trigger {
        String ask() throws IOException, InterruptedException;
    }

    /**
     * Takes a savepoint; the job keeps running.
     *
     * @throws IOException if none was taken; the message says why
     * @throws WaitsForSlotsException if the job is not running for lack of slots
     */
    public void take() throws IOException, InterruptedException {
        await(() -> job.triggerSavepoint(folder));
    }

    /**
     * Stops the job with a savepoint. Also returns if the job ends by itself first.
     *
     * @throws IOException if no savepoint was taken; the message says why
     * @throws WaitsForSlotsException if the job is not running for lack of slots
     */
    public void stop() throws IOException, InterruptedException {
        await(() -> job.triggerStop(folder));
    }

    private void await(Trigger trigger) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            Status status = job.status();
            if (status.isEnded()) {
                return;
            }
            String failure = failure(trigger);
            if (failure == null) {
                return;
            }
            Duration asked = Duration.ofNanos(System.nanoTime() - start);
            if (!isTransient(failure) && !isWorthAnotherAttempt(failure)) {
                throw new IOException(failure);
            }
            if (asked.compareTo(patience) > 0) {
                throw new IOException(
                        "the job was still starting or restarting after %d s (%s)"
                                .formatted(patience.toSeconds(), failure));
            }
            requireSlots();
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Tasks that are not starting but have no slot may never run. */
    private void requireSlots() throws IOException, InterruptedException {
        Tasks tasks = job.tasks();
        long now = System.nanoTime();
        if (tasks.waiting() == 0) {
            isWaiting = false;
        } else if (!isWaiting) {
            isWaiting = true;
            waitingSince = now;
        } else if (now - waitingSince > SlotWatch.PATIENCE.toNanos()) {
            throw new WaitsForSlotsException("the job " + SlotWatch.why(tasks, job.slots()));
        }
    }

    /**
     * Why there is no savepoint, null if there is one. Also null if the job has ended: a request
     * that arrives at that moment may never be answered.
     */
    private String failure(Trigger trigger) throws IOException, InterruptedException {
        String request;
        try {
            request = trigger.ask();
        } catch (IOException e) {
            if (isTransient(String.valueOf(e.getMessage()))) {
                return e.getMessage();
            }
            throw e;
        }
        SavepointStatus status = job.savepoint(request);
        while (!status.isDone()) {
            if (job.status().isEnded()) {
                fetchLate(request);
                return null;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            status = job.savepoint(request);
        }
        return status.failure();
    }

    /**
     * Fetches an answer that comes just after the job has ended. Until someone has, Flink keeps it
     * for five minutes, and an embedded cluster does not close.
     */
    private void fetchLate(String request) throws InterruptedException {
        try {
            for (int i = 0; i < LATE_POLLS && !job.savepoint(request).isDone(); i++) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            LOG.debug("The cluster has ended with the job", e);
        }
    }
}
