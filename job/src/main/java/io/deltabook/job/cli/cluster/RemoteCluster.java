// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.storage.plugged.StoreOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A remote Flink cluster, used through its REST interface. */
public final class RemoteCluster implements Cluster {
    private static final String JAR = "deltabook-job-cluster.jar";
    private static final long ANSWER_SECONDS = 30;
    private static final Duration SLOTS_PATIENCE = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 100;

    private final RestClusterClient<StandaloneClusterId> client;
    private final URI address;
    private final Path jar;

    private RemoteCluster(RestClusterClient<StandaloneClusterId> client, URI address, Path jar) {
        this.client = client;
        this.address = address;
        this.jar = jar;
    }

    /**
     * Finds a cluster.
     *
     * @param cluster HOST:PORT or a URL
     * @param jar the jar to upload, null for the one next to the program
     * @param flink settings that say whom to trust
     */
    public static RemoteCluster connect(String cluster, Path jar, Configuration flink)
            throws CommandFailure {
        Path sent = jar == null ? beside() : jar;
        if (sent == null || !Files.isRegularFile(sent)) {
            throw CommandFailure.usage(
                    List.of(
                            "cluster.jar must be the jar made by 'mvn -Pcluster package', which an archive has in lib/, but [%s] is not: name it with --cluster-jar"
                                    .formatted(sent == null ? JAR : sent)));
        }
        URI address = RestAddress.of(cluster);
        try {
            RestTrust.use(flink);
            requireTrust(address);
            RestClusterClient<StandaloneClusterId> client =
                    new RestClusterClient<>(
                            RestAddress.client(address, flink), StandaloneClusterId.getInstance());
            RemoteCluster remote = new RemoteCluster(client, address, sent);
            try {
                client.getClusterOverview().get(ANSWER_SECONDS, TimeUnit.SECONDS);
                return remote;
            } catch (ExecutionException | TimeoutException e) {
                remote.close();
                throw CommandFailure.failed(
                        "[%s] must be a Flink cluster that answers, but is not: %s"
                                .formatted(
                                        address,
                                        e instanceof TimeoutException
                                                ? "no answer within " + ANSWER_SECONDS + " s"
                                                : RootCause.of(e)),
                        e);
            }
        } catch (CommandFailure e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while waiting for the cluster's answer", e);
        } catch (Exception e) {
            throw CommandFailure.failed(
                    "[%s] cannot be used: %s".formatted(address, RootCause.of(e)), e);
        }
    }

    /** Flink's client tries for half a minute to talk to a cluster that it does not trust. */
    private static void requireTrust(URI address) throws CommandFailure, InterruptedException {
        if (RestAddress.isEncrypted(address)) {
            try {
                new Rest().requirePage(RestAddress.page(address, "/overview"));
            } catch (ClusterTrustException e) {
                throw CommandFailure.failed(e.getMessage(), e);
            } catch (IOException e) {
                throw CommandFailure.failed(ClusterTrustException.of(address, e).getMessage(), e);
            }
        }
    }

    /**
     * The width of a run on this cluster; notes where it differs from the one requested, or must
     * wait.
     *
     * @return the run's parallelism, or the number of slots if the user set none
     */
    public int width(RunConf run, Console console) throws CommandFailure {
        try {
            ClusterSlots slots = slots(run.parallelism());
            int width = run.parallelism();
            if (slots.fault(width) != null) {
                if (!run.isParallelismFree()) {
                    throw CommandFailure.usage(slots.fault(width));
                }
                width = slots.total();
                console.note(
                        "Parallelism: %d rather than %d, one per core of this machine, because [%s] has %s; to raise it, start more TaskManagers and set --parallelism."
                                .formatted(width, run.parallelism(), address, slots));
            }
            if (slots.warning(width) != null) {
                console.note("Warning: " + slots.warning(width) + ".");
            }
            return width;
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "[%s] must report its slots, but does not: %s"
                            .formatted(address, RootCause.of(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while waiting for the cluster's answer", e);
        }
    }

    /** A new TaskManager registers its slots a little later than itself. */
    private ClusterSlots slots(int needed) throws IOException, InterruptedException {
        Rest rest = new Rest();
        long deadline = System.nanoTime() + SLOTS_PATIENCE.toNanos();
        ClusterSlots slots = ClusterSlots.of(rest, address);
        while (!slots.isEnough(needed) && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            slots = ClusterSlots.of(rest, address);
        }
        return slots;
    }

    private static Path beside() {
        CodeSource source = RemoteCluster.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        Path here = Path.of(URI.create(source.getLocation().toString()));
        return here.getFileName().toString().equals(JAR) ? here : here.resolveSibling(JAR);
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public boolean isEmbedded() {
        return false;
    }

    /** Options of stores and of TLS stay here: the cluster has its own, and some are secrets. */
    @Override
    public StreamExecutionEnvironment environment(Configuration flink, JobID job) {
        Configuration sent = new Configuration(flink);
        StoreOptions.of(flink).keySet().forEach(sent::removeKey);
        RestTrust.settings(flink).keySet().forEach(sent::removeKey);
        return Cluster.super.environment(sent, job);
    }

    @Override
    public CompletableFuture<JobID> requestJob(StreamGraph graph, JobID job) {
        JobGraph built = graph.getJobGraph(getClass().getClassLoader(), job);
        built.addJar(new org.apache.flink.core.fs.Path(jar.toUri()));
        return client.submitJob(built);
    }

    @Override
    public CompletableFuture<JobResult> result(JobID job) {
        return client.requestJobResult(job);
    }

    @Override
    public CompletableFuture<?> requestCancel(JobID job) {
        return client.cancel(job);
    }

    @Override
    public void close() {
        client.close();
    }
}
