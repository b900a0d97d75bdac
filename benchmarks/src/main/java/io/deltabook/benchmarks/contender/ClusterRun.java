// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.contender;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs a topology on a local cluster with the job's own Flink settings. */
final class ClusterRun {
    /** Time between checkpoints, as in the runs of the job that it is compared with. */
    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    private static final int KEY_GROUPS = 128;

    private ClusterRun() {}

    /**
     * Runs until the job finishes.
     *
     * @param home folder of the project, for its Flink settings
     * @param state folder for checkpoints and working files
     * @return seconds from the job's submission to its end
     */
    static double execute(
            Path home, Path state, int parallelism, Consumer<StreamExecutionEnvironment> job)
            throws Exception {
        Configuration flink =
                GlobalConfiguration.loadConfiguration(home.resolve("conf/flink").toString());
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, CHECKPOINT_INTERVAL);
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                state.resolve("checkpoints").toUri().toString());
        flink.set(CoreOptions.TMP_DIRS, state.resolve("tmp").toString());
        flink.set(PipelineOptions.MAX_PARALLELISM, KEY_GROUPS);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, flink);
        job.accept(environment);
        return environment.execute("benchmark").getNetRuntime(TimeUnit.MILLISECONDS) / 1e3;
    }
}
