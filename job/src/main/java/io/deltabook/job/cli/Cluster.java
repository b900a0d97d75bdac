// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.report.CheckpointCost;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;

/** The Flink cluster that a run is given to. */
interface Cluster extends AutoCloseable {
    /** Where the web UI and the REST interface answer. */
    URI address();

    /** Whether it ends with this process. */
    boolean isEmbedded();

    /** Starts a job. */
    JobID submit(JobGraph graph) throws CommandFailure;

    /** Completes when the job has ended in any way. */
    CompletableFuture<JobResult> result(JobID job);

    /** What the checkpoints of a job have cost, also after its end. */
    CheckpointCost checkpoints(JobID job) throws InterruptedException;

    /** Cancels a job and waits for its end; false if it does not end in time. */
    boolean cancel(JobID job);

    @Override
    void close();
}
