// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.application;

import io.deltabook.job.cli.cluster.FlinkSettings;
import io.deltabook.job.cli.run.ClaimedRun;
import io.deltabook.job.cli.run.JobStart;
import io.deltabook.job.cli.run.RunAnswer;
import io.deltabook.job.cli.run.RunAttempt;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.RunConf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;

/** One attempt of a run on the cluster whose environment this program was given. */
public final class ApplicationAttempt implements JobStart {
    private final ReadableConfig cluster;
    private final Console console;

    /**
     * An attempt that has yet to start.
     *
     * @param cluster the environment's configuration
     */
    public ApplicationAttempt(ReadableConfig cluster, Console console) {
        this.cluster = cluster;
        this.console = console;
    }

    /**
     * The arguments of {@code run} that Flink's own settings stand for. They come before the
     * program's, which override them.
     */
    public List<String> arguments() {
        List<String> words = new ArrayList<>();
        words.add("--set");
        words.add("parallelism=" + cluster.get(CoreOptions.DEFAULT_PARALLELISM));
        Optional<?> interval = cluster.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL);
        if (interval.isPresent()) {
            words.add("--set");
            words.add(
                    "checkpoint.interval="
                            + cluster.get(CheckpointingOptions.CHECKPOINTING_INTERVAL).toMillis()
                            + "ms");
        }
        return words;
    }

    /** The restore point that Flink was told to start from, null for none. */
    public String restorePoint() {
        return cluster.get(StateRecoveryOptions.SAVEPOINT_PATH);
    }

    @Override
    public boolean isInFlink() {
        return true;
    }

    @Override
    public int execute(ClaimedRun run) throws CommandFailure, InvalidConfigException, IOException {
        RunConf conf = run.conf().run();
        EnvironmentCluster target = new EnvironmentCluster(cluster, conf.cluster());
        Configuration settings = FlinkSettings.within(conf, cluster);
        RunAttempt attempt = new RunAttempt(run, RunAnswer.TEXT, console);
        return target.isAwaited()
                ? attempt.executeOn(target, settings)
                : attempt.detachOn(target, settings);
    }
}
