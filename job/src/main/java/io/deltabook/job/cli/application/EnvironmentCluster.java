// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.application;

import io.deltabook.job.cli.cluster.Cluster;
import io.deltabook.job.cli.cluster.RestAddress;
import io.deltabook.job.cli.cluster.RestTrust;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.SerializedThrowable;

/**
 * The cluster whose environment Flink has given to this program. In application mode that is the
 * JobManager that the program runs in; with {@code flink run}, the cluster that it is sent to.
 */
final class EnvironmentCluster implements Cluster {
    private static final String APPLICATION = "embedded";
    private static final String ANY_ADDRESS = "0.0.0.0";

    private final ReadableConfig configuration;
    private final URI address;
    private StreamExecutionEnvironment environment;
    private JobClient client;

    /**
     * The cluster of this process.
     *
     * @param reached HOST:PORT or URL at which others reach its REST interface, null for that of
     *     its configuration
     */
    EnvironmentCluster(ReadableConfig configuration, String reached) throws IOException {
        this.configuration = configuration;
        this.address = RestAddress.of(reached == null ? configured(configuration) : reached);
        RestTrust.use(Configuration.fromMap(configuration.toMap()));
    }

    private static String configured(ReadableConfig configuration) {
        String host = configuration.get(RestOptions.ADDRESS);
        if (host == null || host.equals(ANY_ADDRESS)) {
            host = configuration.get(JobManagerOptions.ADDRESS);
        }
        return "%s://%s:%d%s"
                .formatted(
                        configuration.get(SecurityOptions.SSL_REST_ENABLED) ? "https" : "http",
                        host == null ? "localhost" : host,
                        configuration.get(RestOptions.PORT),
                        configuration.get(RestOptions.PATH));
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public boolean isEmbedded() {
        return false;
    }

    @Override
    public boolean isApplication() {
        return APPLICATION.equals(configuration.get(DeploymentOptions.TARGET));
    }

    /** Whether the program must wait for its job, because nobody else finishes the run. */
    boolean isAwaited() {
        return isApplication() || configuration.get(DeploymentOptions.ATTACHED);
    }

    /** Flink gives an application that it may restart an id, so that it finds its job again. */
    @Override
    public JobID nextJob() {
        return configuration
                .getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID)
                .map(JobID::fromHexString)
                .orElseGet(JobID::generate);
    }

    @Override
    public StreamExecutionEnvironment environment(Configuration flink, JobID job) {
        Configuration settings = new Configuration(flink);
        settings.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, job.toHexString());
        environment = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        return environment;
    }

    @Override
    public CompletableFuture<JobID> requestJob(StreamGraph graph, JobID job) {
        try {
            client = environment.executeAsync(graph);
            return CompletableFuture.completedFuture(client.getJobID());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<JobResult> result(JobID job) {
        return client.getJobExecutionResult().handle((result, error) -> ended(job, result, error));
    }

    private static JobResult ended(JobID job, JobExecutionResult result, Throwable error) {
        JobResult.Builder ended = new JobResult.Builder().jobId(job);
        if (error == null) {
            return ended.jobStatus(JobStatus.FINISHED).netRuntime(result.getNetRuntime()).build();
        }
        boolean isCancelled =
                ExceptionUtils.findThrowable(error, JobCancellationException.class).isPresent();
        return ended.jobStatus(isCancelled ? JobStatus.CANCELED : JobStatus.FAILED)
                .netRuntime(0)
                .serializedThrowable(
                        new SerializedThrowable(ExceptionUtils.stripCompletionException(error)))
                .build();
    }

    @Override
    public CompletableFuture<?> requestCancel(JobID job) {
        return client.cancel();
    }

    @Override
    public void close() {}
}
