// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.FullDisk;
import io.deltabook.job.cli.terminal.ProcessLimits;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.output.CheckpointCost;
import io.deltabook.job.state.StopSavepoint;
import io.deltabook.job.storage.plugged.Plugins;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobSubmissionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.util.stats.StatsSummarySnapshot;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster in this JVM, with REST and web UI on localhost; used from the main thread. */
public final class EmbeddedCluster implements Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;
    private static final int OK = 200;

    private final MiniCluster cluster;
    private final URI address;

    private EmbeddedCluster(MiniCluster cluster, URI address) {
        this.cluster = cluster;
        this.address = address;
    }

    /**
     * Starts a cluster with one TaskManager.
     *
     * @param slots the TaskManager's slots
     * @param token required for every change through the REST interface
     */
    public static EmbeddedCluster start(Configuration configuration, int slots, RestToken token)
            throws CommandFailure {
        Plugins.initialize(configuration);
        MiniCluster cluster =
                new OwnJobsCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .build(),
                        token);
        try {
            cluster.start();
            URI address = cluster.getRestAddress().get();
            awaitAnswer(address.resolve("/overview"));
            return new EmbeddedCluster(cluster, address);
        } catch (Exception e) {
            cluster.closeAsync();
            throw failure(e, configuration);
        }
    }

    /** What a cluster that does not start is told as. */
    static CommandFailure failure(Exception e, Configuration configuration) {
        if (ExceptionUtils.findThrowable(e, BindException.class).isPresent()) {
            return new CommandFailure(
                    ExitCode.USAGE,
                    List.of(
                            "web.port must be a free port, but "
                                    + configuration.get(RestOptions.PORT)
                                    + " is in use: choose another, or 0 for any"),
                    e);
        }
        if (ExceptionUtils.findThrowable(e, UnknownHostException.class).isPresent()) {
            return CommandFailure.failed(
                    "this machine's name must have an address, which Flink looks up as it starts, but has none (%s): add the name to /etc/hosts, behind 127.0.0.1"
                            .formatted(RootCause.of(e)),
                    e);
        }
        Path working = Path.of(configuration.get(CoreOptions.TMP_DIRS));
        return CommandFailure.failed(
                "the embedded cluster, whose files are in [%s], did not start: %s"
                        .formatted(
                                working,
                                FullDisk.explain(ProcessLimits.explain(RootCause.of(e)), working)),
                e);
    }

    /** The port opens some time before requests are answered. */
    private static void awaitAnswer(URI address) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != OK) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "[%s] must answer within %d s, but does not"
                                .formatted(address, PATIENCE.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public boolean isEmbedded() {
        return true;
    }

    @Override
    public CompletableFuture<JobID> requestJob(StreamGraph graph, JobID job) {
        return cluster.submitJob(graph.getJobGraph(getClass().getClassLoader(), job))
                .thenApply(JobSubmissionResult::getJobID);
    }

    @Override
    public CompletableFuture<JobResult> result(JobID job) {
        return cluster.requestJobResult(job);
    }

    /** Asks the cluster itself, since REST answers may be a few seconds old. */
    @Override
    public CheckpointCost checkpoints(JobID job) throws InterruptedException {
        try {
            CheckpointStatsSnapshot stats =
                    cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
            StatsSummarySnapshot bytes = stats.getSummaryStats().getStateSizeStats();
            StatsSummarySnapshot millis = stats.getSummaryStats().getEndToEndDurationStats();
            return new CheckpointCost(
                    stats.getCounts().getNumberOfCompletedCheckpoints(),
                    stats.getCounts().getNumberOfFailedCheckpoints(),
                    bytes.getAverage(),
                    bytes.getMaximum(),
                    Duration.ofMillis(millis.getAverage()),
                    Duration.ofMillis(millis.getMaximum()));
        } catch (ExecutionException e) {
            LOG.debug("The checkpoints are unknown", e);
            return CheckpointCost.NONE;
        }
    }

    @Override
    public StopSavepoint stopSavepoint(JobID job) throws InterruptedException {
        try {
            CompletedCheckpointStats savepoint =
                    cluster.getExecutionGraph(job)
                            .get()
                            .getCheckpointStatsSnapshot()
                            .getHistory()
                            .getLatestSavepoint();
            return savepoint == null || !savepoint.getProperties().isSynchronous()
                    ? null
                    : new StopSavepoint(savepoint.getCheckpointId(), savepoint.getExternalPath());
        } catch (ExecutionException e) {
            LOG.debug("The savepoint is unknown", e);
            return null;
        }
    }

    @Override
    public CompletableFuture<?> requestCancel(JobID job) {
        return cluster.cancelJob(job);
    }

    @Override
    public void close() {
        try {
            cluster.closeAsync().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The embedded cluster did not stop cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
