// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.RunConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlinkSettingsTest {
    @TempDir private Path folder;

    @Test
    void everyPackedSettingIsAKnownOneAndHasTheValueItMustHave() throws InvalidConfigException {
        Map<ConfigOption<?>, Object> expected = new LinkedHashMap<>();
        expected.put(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        expected.put(PipelineOptions.OBJECT_REUSE, true);
        expected.put(PipelineOptions.GENERIC_TYPES, false);
        expected.put(PipelineOptions.AUTO_GENERATE_UIDS, false);
        expected.put(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        expected.put(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        expected.put(CheckpointingOptions.ENABLE_UNALIGNED, false);
        expected.put(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(30));
        expected.put(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
        expected.put(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        expected.putAll(growingPauses());
        expected.put(StateBackendOptions.STATE_BACKEND, "rocksdb");
        expected.put(RocksDBOptions.USE_MANAGED_MEMORY, true);
        expected.put(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
        expected.put(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        expected.put(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
        expected.put(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        expected.put(RestOptions.ADDRESS, "localhost");
        expected.put(RestOptions.BIND_ADDRESS, "localhost");
        expected.put(JobManagerOptions.BIND_HOST, "localhost");
        expected.put(TaskManagerOptions.BIND_HOST, "localhost");
        expected.put(WebOptions.SUBMIT_ENABLE, false);
        expected.put(WebOptions.CANCEL_ENABLE, false);
        expected.put(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));

        Configuration packed = FlinkSettings.packed();

        Map<ConfigOption<?>, Object> found = new LinkedHashMap<>();
        expected.keySet().forEach(option -> found.put(option, packed.get(option)));
        assertThat(found).isEqualTo(expected);
        assertThat(packed.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        expected.keySet().stream().map(ConfigOption::key).toList());
    }

    private static Map<ConfigOption<?>, Object> growingPauses() {
        return Map.of(
                RestartStrategyOptions.RESTART_STRATEGY,
                "exponential-delay",
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofSeconds(1),
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER,
                3.0,
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofMinutes(1),
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR,
                0.0,
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(10),
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS,
                5);
    }

    @Test
    void deltabooksOptionsDecideOnFoldersIntervalParallelismAndPort()
            throws InvalidConfigException {
        Path state = folder.resolve("state");
        Configuration flink =
                FlinkSettings.of(
                        run(
                                Map.of(
                                        "state", state.toString(),
                                        "parallelism", "3",
                                        "max-parallelism", "12",
                                        "checkpoint.interval", "7s",
                                        "checkpoint.retained", "2",
                                        "web.port", "8123")));

        assertThat(flink.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(3);
        assertThat(flink.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(12);
        assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(flink.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(flink.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(2);
        assertThat(flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                .isEqualTo(state.resolve("checkpoints").toUri().toString());
        assertThat(flink.get(CoreOptions.TMP_DIRS)).isEqualTo(state.resolve("tmp").toString());
        assertThat(flink.get(WebOptions.TMP_DIR)).isEqualTo(state.resolve("tmp").toString());
        assertThat(flink.get(RestOptions.BIND_PORT)).isEqualTo("8123");
        assertThat(flink.get(TaskManagerOptions.MANAGED_MEMORY_SIZE))
                .isEqualTo(MemorySize.parse("192mb"));
    }

    @Test
    void networkBuffersGrowWithTheParallelismWithinBounds() throws InvalidConfigException {
        // The least, between the bounds, and above the most.
        assertThat(networkMemory(Map.of("parallelism", "1"))).containsOnly("32 mb");
        assertThat(networkMemory(Map.of("parallelism", "3"))).containsOnly("48 mb");
        assertThat(networkMemory(Map.of("parallelism", "9"))).containsOnly("128 mb");
    }

    @Test
    void theUsersNetworkBuffersAreTakenAsTheyAre() throws IOException, InvalidConfigException {
        Path file = folder.resolve("flink.yaml");
        Files.writeString(file, "taskmanager.memory.network.min: 64 mb\n");

        assertThat(networkMemory(Map.of("parallelism", "1", "flink.config", file.toString())))
                .containsExactly("64 mb", "128 mb");
    }

    private static List<String> networkMemory(Map<String, String> values)
            throws InvalidConfigException {
        Configuration flink = FlinkSettings.of(run(values));
        return List.of(
                flink.get(TaskManagerOptions.NETWORK_MEMORY_MIN).getMebiBytes() + " mb",
                flink.get(TaskManagerOptions.NETWORK_MEMORY_MAX).getMebiBytes() + " mb");
    }

    @Test
    void theUsersFileOverridesThePackedOne() throws IOException, InvalidConfigException {
        Path file = folder.resolve("flink.yaml");
        Files.writeString(file, "taskmanager:\n  memory.managed.size: 1 gb\n");

        Configuration flink = FlinkSettings.of(run(Map.of("flink.config", file.toString())));

        assertThat(flink.get(TaskManagerOptions.MANAGED_MEMORY_SIZE))
                .isEqualTo(MemorySize.parse("1gb"));
        assertThat(flink.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    }

    @Test
    void aKeyThatDeltabookSetsItselfIsRefusedWithTheOptionToUse() throws IOException {
        Path file = folder.resolve("flink.yaml");
        Files.writeString(file, "parallelism.default: 4\nrest.bind-port: 1\n");

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> FlinkSettings.of(run(Map.of("flink.config", file.toString()))))
                .satisfies(
                        e ->
                                assertThat(e.faults())
                                        .containsExactly(
                                                "["
                                                        + file
                                                        + "] must not set parallelism.default, but"
                                                        + " does: use deltabook's option"
                                                        + " parallelism",
                                                "["
                                                        + file
                                                        + "] must not set rest.bind-port, but"
                                                        + " does: use deltabook's option"
                                                        + " web.port"));
    }

    private static RunConf run(Map<String, String> values) throws InvalidConfigException {
        Map<String, Object> all = new HashMap<>(values);
        all.put("input", "in");
        all.put("output", "out");
        return JobConf.from(new ConfigLayers().add(all, "test").configuration()).run();
    }
}
