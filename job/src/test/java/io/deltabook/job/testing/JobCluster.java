// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The Flink cluster that all tests of the whole job share; it stops after the last class. A class
 * that needs settings of its own has its own cluster.
 */
public final class JobCluster implements BeforeAllCallback, AfterAllCallback {
    private static final int SLOTS = 2;

    private final Configuration own;
    private Running running;

    public JobCluster() {
        this(null);
    }

    /** A cluster of its own, with further settings. */
    public JobCluster(Configuration settings) {
        own = settings;
    }

    /**
     * A job that ended.
     *
     * @param result how
     * @param restores how often it resumed from a checkpoint
     */
    public record EndedJob(JobResult result, long restores) {}

    private record Running(MiniCluster cluster, InMemoryReporter metrics) implements AutoCloseable {
        static Running start(Configuration settings) {
            Configuration configuration = new Configuration();
            configuration.set(RestOptions.BIND_PORT, "0");
            configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
            InMemoryReporter metrics = InMemoryReporter.create();
            metrics.addToConfiguration(configuration);
            if (settings != null) {
                configuration.addAll(settings);
            }
            MiniCluster cluster =
                    new MiniCluster(
                            new MiniClusterConfiguration.Builder()
                                    .setConfiguration(configuration)
                                    .setNumTaskManagers(1)
                                    .setNumSlotsPerTaskManager(SLOTS)
                                    .build());
            try {
                cluster.start();
            } catch (Exception e) {
                throw new IllegalStateException("the test cluster must start", e);
            }
            return new Running(cluster, metrics);
        }

        @Override
        public void close() throws Exception {
            cluster.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running =
                own != null
                        ? Running.start(own)
                        : context.getRoot()
                                .getStore(Namespace.GLOBAL)
                                .getOrComputeIfAbsent(
                                        Running.class, key -> Running.start(null), Running.class);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (own != null) {
            running.close();
        }
    }

    /** Runs a job until it ends in whatever way. */
    EndedJob run(StreamGraph graph) throws ExecutionException, InterruptedException {
        return await(start(graph));
    }

    /** Starts a job. */
    JobID start(StreamGraph graph) throws ExecutionException, InterruptedException {
        return flink().submitJob(graph.getJobGraph()).get().getJobID();
    }

    /** Waits until a job has ended in whatever way. */
    public EndedJob await(JobID job) throws ExecutionException, InterruptedException {
        return new EndedJob(flink().requestJobResult(job).get(), restores(job));
    }

    public MiniCluster flink() {
        return running.cluster();
    }

    /** The metrics of what runs now. */
    InMemoryReporter metrics() {
        return running.metrics();
    }

    private long restores(JobID job) throws ExecutionException, InterruptedException {
        return flink().getExecutionGraph(job)
                .get()
                .getCheckpointStatsSnapshot()
                .getCounts()
                .getNumberOfRestoredCheckpoints();
    }
}
