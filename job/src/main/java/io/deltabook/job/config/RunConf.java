// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a run writes, how wide it is and how it is watched.
 *
 * @param output folder of the output
 * @param state folder of checkpoints and working files
 * @param parallelism subtasks of each operator
 * @param maxParallelism number of key groups
 * @param checkpointInterval time between checkpoints
 * @param checkpointRetained completed checkpoints kept
 * @param webPort port of the web UI, 0 for any
 * @param maxGapRatio largest part of a lane's messages that may come after a gap
 * @param flinkConfig YAML file with Flink settings, null for none
 */
public record RunConf(
        Path output,
        Path state,
        int parallelism,
        int maxParallelism,
        Duration checkpointInterval,
        int checkpointRetained,
        int webPort,
        double maxGapRatio,
        Path flinkConfig) {
    private static final int MOST_KEY_GROUPS = 32_768;

    static RunConf from(OptionReader options) {
        Path output = options.path(RunOptions.OUTPUT);
        Path state = options.path(RunOptions.STATE);
        if (output == null) {
            options.fault(RunOptions.OUTPUT, "given", "nothing", "name a new folder with --output");
        } else if (state == null) {
            state = stateBeside(output);
        } else if (state.toAbsolutePath()
                .normalize()
                .startsWith(output.toAbsolutePath().normalize())) {
            options.fault(
                    RunOptions.STATE,
                    "outside the output folder",
                    state,
                    "choose a folder beside " + output);
        }
        int asked = options.intIn(RunOptions.PARALLELISM, 0, MOST_KEY_GROUPS);
        int parallelism = asked == 0 ? Runtime.getRuntime().availableProcessors() : asked;
        int maxParallelism = options.intIn(RunOptions.MAX_PARALLELISM, 1, MOST_KEY_GROUPS);
        if (parallelism > maxParallelism) {
            options.fault(
                    RunOptions.PARALLELISM,
                    "at most max-parallelism",
                    parallelism + " > " + maxParallelism,
                    "lower the first or raise the second");
        }
        return new RunConf(
                output,
                state,
                parallelism,
                maxParallelism,
                options.duration(RunOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10)),
                options.intIn(RunOptions.CHECKPOINT_RETAINED, 1, 1_000),
                options.intIn(RunOptions.WEB_PORT, 0, 65_535),
                options.ratio(RunOptions.MAX_GAP_RATIO),
                options.path(RunOptions.FLINK_CONFIG));
    }

    private static Path stateBeside(Path output) {
        Path absolute = output.toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        return absolute.resolveSibling((name == null ? "deltabook" : name) + ".state");
    }
}
