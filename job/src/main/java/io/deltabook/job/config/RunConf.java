// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.storage.RealPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;

/**
 * Where a run writes, its parallelism and how it is monitored.
 *
 * @param output folder of the output
 * @param state folder for checkpoints and working files
 * @param seed output of an earlier run to continue from, null to start cold
 * @param isFollowed whether it goes on with files that are added to the input
 * @param followEvery time between two looks for such files
 * @param followSettle how long such a file must not have changed
 * @param cluster HOST:PORT or URL of the Flink cluster to run on, null for one in this process
 * @param clusterJar jar to upload to it, null for the one next to the program
 * @param parallelism subtasks of each operator
 * @param isParallelismFree whether the user set none, so it may be lowered to fit
 * @param maxParallelism number of key groups
 * @param checkpointInterval time between checkpoints
 * @param checkpointEveryEvents events after which an additional checkpoint is taken, 0 for none
 * @param checkpointRetained number of completed checkpoints kept
 * @param webPort port of the web UI, 0 for any
 * @param maxGapRatio largest share of a lane's messages that may follow a gap
 * @param maxRejectRatio largest share of a lane's rows of one table that may be rejected
 * @param flinkConfig YAML file with Flink settings, null for none
 * @param stores options that are passed on to the plugins of stores
 */
public record RunConf(
        Path output,
        Path state,
        Path seed,
        boolean isFollowed,
        Duration followEvery,
        Duration followSettle,
        String cluster,
        Path clusterJar,
        int parallelism,
        boolean isParallelismFree,
        int maxParallelism,
        Duration checkpointInterval,
        long checkpointEveryEvents,
        int checkpointRetained,
        int webPort,
        double maxGapRatio,
        double maxRejectRatio,
        Path flinkConfig,
        Map<String, String> stores) {
    private static final int MAX_KEY_GROUPS = 32_768;

    /** Allows a run started on a remote cluster to be resumed in this process. */
    private static final String EMBEDDED = "none";

    private static final Pattern CLUSTER_ADDRESS =
            Pattern.compile("[^\\s:/]+:\\d{1,5}|https?://[^\\s/?#:@]+(:\\d{1,5})?(/[^\\s?#]*)?");

    static RunConf from(OptionReader options) {
        Path output = options.writable(RunOptions.OUTPUT);
        Path state = options.writable(RunOptions.STATE);
        if (output == null) {
            if (!options.isSet(RunOptions.OUTPUT)) {
                options.fault(
                        RunOptions.OUTPUT, "given", "nothing", "name a new folder with --output");
            }
        } else if (state == null) {
            state = stateOf(output);
        } else if (RealPath.isWithin(state, output)) {
            options.fault(
                    RunOptions.STATE,
                    "outside the output folder",
                    state,
                    "choose a folder next to " + output);
        } else if (RealPath.isWithin(output, state)) {
            options.fault(
                    RunOptions.OUTPUT,
                    "outside the state folder, which is deleted at the end",
                    output,
                    "choose a folder next to " + state);
        }
        int asked = options.intIn(RunOptions.PARALLELISM, 0, MAX_KEY_GROUPS);
        int maxParallelism =
                options.isSet(RunOptions.MAX_PARALLELISM)
                        ? options.intIn(RunOptions.MAX_PARALLELISM, 1, MAX_KEY_GROUPS)
                        : withRoom(asked);
        int cores = Runtime.getRuntime().availableProcessors();
        int parallelism = asked == 0 ? Math.min(cores, maxParallelism) : asked;
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
                options.place(RunOptions.SEED),
                options.flag(RunOptions.FOLLOW),
                options.duration(RunOptions.FOLLOW_EVERY, Duration.ofMillis(100)),
                options.duration(RunOptions.FOLLOW_SETTLE, Duration.ZERO),
                cluster(options),
                options.path(RunOptions.CLUSTER_JAR),
                parallelism,
                asked == 0,
                maxParallelism,
                options.duration(RunOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10)),
                options.atLeast(RunOptions.CHECKPOINT_EVERY_EVENTS, 0),
                options.intIn(RunOptions.CHECKPOINT_RETAINED, 1, 1_000),
                options.intIn(RunOptions.WEB_PORT, 0, 65_535),
                options.ratio(RunOptions.MAX_GAP_RATIO),
                options.ratio(RunOptions.MAX_REJECT_RATIO),
                options.path(RunOptions.FLINK_CONFIG),
                options.stores());
    }

    /** The next power of two above one and a half times the parallelism, as Flink has it. */
    private static int withRoom(int parallelism) {
        int above = parallelism + parallelism / 2;
        int power = above <= 1 ? 1 : Integer.highestOneBit(above - 1) << 1;
        return Math.min(Math.max(RunOptions.MAX_PARALLELISM.defaultValue(), power), MAX_KEY_GROUPS);
    }

    private static String cluster(OptionReader options) {
        String cluster = options.text(RunOptions.CLUSTER);
        if (EMBEDDED.equals(cluster)) {
            return null;
        }
        if (cluster != null && !CLUSTER_ADDRESS.matcher(cluster).matches()) {
            options.fault(
                    RunOptions.CLUSTER,
                    "HOST:PORT or a URL",
                    cluster,
                    "set the REST address of the cluster, such as localhost:8081 or https://flink.example/prod");
        }
        return cluster;
    }

    /** These options with another parallelism. */
    public RunConf withParallelism(int subtasks) {
        return new RunConf(
                output,
                state,
                seed,
                isFollowed,
                followEvery,
                followSettle,
                cluster,
                clusterJar,
                subtasks,
                isParallelismFree,
                maxParallelism,
                checkpointInterval,
                checkpointEveryEvents,
                checkpointRetained,
                webPort,
                maxGapRatio,
                maxRejectRatio,
                flinkConfig,
                stores);
    }

    /** Only {@link #seed}, from options that need not be complete. */
    public static Path seed(Configuration configuration) throws InvalidConfigException {
        OptionReader options = new OptionReader(configuration);
        Path seed = options.place(RunOptions.SEED);
        if (!options.faults().isEmpty()) {
            throw new InvalidConfigException(options.faults());
        }
        return seed;
    }

    /** Only {@link #isFollowed}, from options that need not be complete. */
    public static boolean isFollowed(Configuration configuration) throws InvalidConfigException {
        OptionReader options = new OptionReader(configuration);
        boolean isFollowed = options.flag(RunOptions.FOLLOW);
        if (!options.faults().isEmpty()) {
            throw new InvalidConfigException(options.faults());
        }
        return isFollowed;
    }

    /** Only {@link #maxGapRatio}, from options that need not be complete. */
    public static double maxGapRatio(Configuration configuration) throws InvalidConfigException {
        OptionReader options = new OptionReader(configuration);
        double ratio = options.ratio(RunOptions.MAX_GAP_RATIO);
        if (!options.faults().isEmpty()) {
            throw new InvalidConfigException(options.faults());
        }
        return ratio;
    }

    /** Only {@link #maxRejectRatio}, from options that need not be complete. */
    public static double maxRejectRatio(Configuration configuration) throws InvalidConfigException {
        OptionReader options = new OptionReader(configuration);
        double ratio = options.ratio(RunOptions.MAX_REJECT_RATIO);
        if (!options.faults().isEmpty()) {
            throw new InvalidConfigException(options.faults());
        }
        return ratio;
    }

    /** The default state folder of an output. */
    public static Path stateOf(Path output) {
        Path absolute = output.toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        return absolute.resolveSibling((name == null ? "deltabook" : name) + ".state");
    }
}
