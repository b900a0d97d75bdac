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
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The Flink cluster that a run is submitted to. */
public interface Cluster extends AutoCloseable {
    /** Seconds to wait for a job or cluster to end. */
    long END_SECONDS = 30;

    /** Address of the web UI and the REST interface. */
    URI address();

    /** Whether the cluster ends with this process. */
    boolean isEmbedded();

    /**
     * Whether the cluster runs this program itself, so that it ends with it, and a process that
     * holds the locks of the run's folders ends with both.
     */
    default boolean isApplication() {
        return false;
    }

    /** The id of the next job; most clusters leave it to those who submit. */
    default JobID nextJob() {
        return JobID.generate();
    }

    /**
     * Where the graph of a job is built.
     *
     * @param flink the job's settings
     * @param job its id
     */
    default StreamExecutionEnvironment environment(Configuration flink, JobID job) {
        return new StreamExecutionEnvironment(flink);
    }

    /** Submits a job; completes when it is accepted. */
    CompletableFuture<JobID> requestJob(StreamGraph graph, JobID job);

    /** Requests cancellation of a job; completes when the request is accepted. */
    CompletableFuture<?> requestCancel(JobID job);

    /** Starts a job. */
    default JobID submit(StreamGraph graph, JobID job) throws CommandFailure {
        try {
            return requestJob(graph, job).get();
        } catch (ExecutionException e) {
            throw CommandFailure.failed("the job was not accepted: " + RootCause.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while the job was submitted", e);
        }
    }

    /** Completes when the job has ended, however it ended. */
    CompletableFuture<JobResult> result(JobID job);

    /** What the checkpoints of a job have cost; also available after the job's end. */
    default CheckpointCost checkpoints(JobID job) throws InterruptedException {
        return new JobRest(address(), job.toHexString()).checkpoints();
    }

    /** The savepoint that stopped a job; null if there was none or nothing is known. */
    default StopSavepoint stopSavepoint(JobID job) throws InterruptedException {
        return new JobRest(address(), job.toHexString()).stopSavepoint();
    }

    /** Cancels a job and waits until it has ended; false if it does not end in time. */
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
