// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.config.YamlFile;
import io.deltabook.job.operator.RocksDbLog;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/**
 * The Flink configuration of a run: the packaged {@code conf/flink/config.yaml}, overridden by the
 * user's file, and both by deltabook's own options.
 */
public final class FlinkSettings {
    private static final String PACKED = "/io/deltabook/conf/flink/config.yaml";

    /** Also the delay of the first checkpoint, which would cut the first files of a short run. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** What must not be otherwise, whatever a cluster is configured to do by default. */
    private static final Set<String> EXACT =
            Set.of(
                    ExecutionOptions.RUNTIME_MODE.key(),
                    CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE.key(),
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION.key(),
                    PipelineOptions.AUTO_GENERATE_UIDS.key(),
                    PipelineOptions.GENERIC_TYPES.key());

    /** Beginnings of keys that concern processes rather than a job. */
    private static final List<String> PROCESSES =
            List.of("rest.", "web.", "jobmanager.", "taskmanager.", "metrics.", "io.tmp.dirs");

    /** Flink keys that deltabook sets, with the option to use instead. */
    private static final Map<String, ConfigOption<?>> OWN = own();

    /** Enough for RocksDB at a few thousand levels a side; more costs memory and gains no speed. */
    private static final MemorySize MANAGED_OF_SLOT = MemorySize.ofMebiBytes(64);

    /** Several times what the exchanges can hold; each buffer is allocated and zeroed at start. */
    private static final int NETWORK_MIB_OF_SLOT = 16;

    private static final int LEAST_NETWORK_MIB = 32;

    private FlinkSettings() {}

    public static Configuration of(RunConf run) throws InvalidConfigException {
        Configuration flink = packed();
        Duration interval = run.checkpointInterval();
        flink.set(
                CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
                interval.compareTo(PAUSE) < 0 ? interval : PAUSE);
        flink.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                MANAGED_OF_SLOT.multiply(run.parallelism()));
        flink.set(RocksDBOptions.OPTIONS_FACTORY, RocksDbLog.class.getName());
        Configuration given =
                run.flinkConfig() == null ? new Configuration() : file(run.flinkConfig());
        if (!given.contains(TaskManagerOptions.NETWORK_MEMORY_MIN)
                && !given.contains(TaskManagerOptions.NETWORK_MEMORY_MAX)) {
            MemorySize network =
                    networkMemory(
                            run.parallelism(), flink.get(TaskManagerOptions.NETWORK_MEMORY_MAX));
            flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
            flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        }
        flink.addAll(given);
        run.stores().forEach(flink::setString);
        StateFolder state = new StateFolder(run.state());
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, Place.address(state.checkpoints()));
        flink.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, Place.address(state.savepoints()));
        flink.set(CheckpointingOptions.CREATE_CHECKPOINT_SUB_DIR, false);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
        flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, run.checkpointRetained());
        flink.set(CoreOptions.DEFAULT_PARALLELISM, run.parallelism());
        flink.set(PipelineOptions.MAX_PARALLELISM, run.maxParallelism());
        flink.set(CoreOptions.TMP_DIRS, state.workingFiles().toString());
        // Otherwise it is a folder in the machine's temporary one that the first user keeps.
        flink.set(WebOptions.TMP_DIR, state.workingFiles().toString());
        flink.set(RestOptions.BIND_PORT, String.valueOf(run.webPort()));
        flink.set(RestOptions.PORT, run.webPort());
        return flink;
    }

    private static MemorySize networkMemory(int parallelism, MemorySize most) {
        long mebibytes = Math.max(LEAST_NETWORK_MIB, (long) NETWORK_MIB_OF_SLOT * parallelism);
        return MemorySize.ofMebiBytes(Math.min(most.getMebiBytes(), mebibytes));
    }

    /**
     * The settings of a job on a cluster whose own configuration is respected: what it sets is left
     * out here, but for what deltabook's options decide and what an exact result needs. Nothing
     * concerns the processes of the cluster.
     *
     * @param cluster the configuration of the environment that the program was given
     */
    public static Configuration within(RunConf run, ReadableConfig cluster)
            throws InvalidConfigException {
        Configuration flink = of(run);
        Set<String> kept = new HashSet<>(OWN.keySet());
        kept.addAll(EXACT);
        if (run.flinkConfig() != null) {
            kept.addAll(YamlFile.read(run.flinkConfig()).keySet());
        }
        Set<String> theirs = cluster.toMap().keySet();
        for (String key : List.copyOf(flink.keySet())) {
            boolean isOfProcesses = PROCESSES.stream().anyMatch(key::startsWith);
            if (isOfProcesses || theirs.contains(key) && !kept.contains(key)) {
                flink.removeKey(key);
            }
        }
        return flink;
    }

    /** The settings in the jar. */
    public static Configuration packed() throws InvalidConfigException {
        try (InputStream stream = FlinkSettings.class.getResourceAsStream(PACKED)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return configuration(YamlFile.parse(text, PACKED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Configuration file(Path path) throws InvalidConfigException {
        Map<String, Object> values = YamlFile.read(path);
        List<String> faults = new ArrayList<>();
        OWN.forEach(
                (key, option) -> {
                    if (values.containsKey(key)) {
                        faults.add(
                                "[%s] must not set %s, but does: use deltabook's option %s"
                                        .formatted(path, key, option.key()));
                    }
                });
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        return configuration(values);
    }

    private static Configuration configuration(Map<String, Object> values) {
        Configuration configuration = new Configuration();
        values.forEach(
                (key, value) ->
                        configuration.setString(
                                key,
                                value instanceof List<?> list
                                        ? String.join(
                                                ";", list.stream().map(String::valueOf).toList())
                                        : value.toString()));
        return configuration;
    }

    /** The settings for a job that resumes from a restore point and takes ownership of it. */
    public static Configuration restoring(Configuration flink, Path snapshot) {
        Configuration restoring = new Configuration(flink);
        restoring.set(StateRecoveryOptions.SAVEPOINT_PATH, Place.address(snapshot));
        restoring.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        restoring.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, false);
        return restoring;
    }

    private static Map<String, ConfigOption<?>> own() {
        Map<String, ConfigOption<?>> own = new LinkedHashMap<>();
        own.put(CheckpointingOptions.CHECKPOINTS_DIRECTORY.key(), RunOptions.STATE);
        own.put(CheckpointingOptions.SAVEPOINT_DIRECTORY.key(), RunOptions.STATE);
        own.put(CheckpointingOptions.CREATE_CHECKPOINT_SUB_DIR.key(), RunOptions.STATE);
        own.put(CheckpointingOptions.CHECKPOINTING_INTERVAL.key(), RunOptions.CHECKPOINT_INTERVAL);
        own.put(
                CheckpointingOptions.MAX_RETAINED_CHECKPOINTS.key(),
                RunOptions.CHECKPOINT_RETAINED);
        own.put(CoreOptions.DEFAULT_PARALLELISM.key(), RunOptions.PARALLELISM);
        own.put(PipelineOptions.MAX_PARALLELISM.key(), RunOptions.MAX_PARALLELISM);
        own.put(CoreOptions.TMP_DIRS.key(), RunOptions.STATE);
        own.put(WebOptions.TMP_DIR.key(), RunOptions.STATE);
        own.put(RestOptions.BIND_PORT.key(), RunOptions.WEB_PORT);
        own.put(RestOptions.PORT.key(), RunOptions.WEB_PORT);
        return own;
    }
}
