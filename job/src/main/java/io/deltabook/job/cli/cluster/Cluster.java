// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.output.CheckpointCost;
import io.deltabook.job.state.StopSavepoint;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;

/** The Flink cluster that a run is given to. */
public interface Cluster extends AutoCloseable {
    /** Seconds that the end of something is waited for. */
    long END_SECONDS = 30;

    /** Where the web UI and the REST interface answer. */
    URI address();

    /** Whether it ends with this process. */
    boolean isEmbedded();

    /** Asks for a job; completes when it is accepted. */
    CompletableFuture<JobID> requestJob(JobGraph graph);

    /** Asks for a job to be cancelled; completes when that was heard. */
    CompletableFuture<?> requestCancel(JobID job);

    /** Starts a job. */
    default JobID submit(JobGraph graph) throws CommandFailure {
        try {
            return requestJob(graph).get();
        } catch (ExecutionException e) {
            throw CommandFailure.failed("the job was not accepted: " + RootCause.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while the job was submitted", e);
        }
    }

    /** Completes when the job has ended in any way. */
    CompletableFuture<JobResult> result(JobID job);

    /** What the checkpoints of a job have cost, also after its end. */
    CheckpointCost checkpoints(JobID job) throws InterruptedException;

    /** The savepoint behind which a job was ended; null if it was not, or nothing is known. */
    StopSavepoint stopSavepoint(JobID job) throws InterruptedException;

    /** Cancels a job and waits for its end; false if it does not end in time. */
    default boolean cancel(JobID job) {
        try {
            requestCancel(job).get(END_SECONDS, TimeUnit.SECONDS);
            result(job).get(END_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    void close();
}
