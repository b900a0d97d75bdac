// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.EventClock;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.memory.MemorySettings;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DeltaText;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlanFixture;
import io.deltabook.job.serialization.ValueTypeInfo;
import io.deltabook.job.source.lane.ReadingRules;
import io.deltabook.job.storage.shared.SharedStorage;
import io.deltabook.job.storage.shared.SharedStorage.Mark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The source in a running job. */
final class DeltaFileSourceITCase {
    private static final int MAX_PARALLELISM = 128;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir Path root;

    /** Names that a listing in the order of characters would scramble, written in disorder. */
    @Test
    void keepsTheOrderOfEverySymbolOverTenDayFiles() throws Exception {
        Map<String, List<String>> expected = new TreeMap<>();
        for (int file : new int[] {10, 3, 7, 1, 9, 2, 8, 4, 6, 5}) {
            for (String symbol : List.of("BTC-USDT", "ETH-USDT")) {
                Path path =
                        root.resolve(
                                "deltas/exchange=BINANCE/symbol=%s/dt=2024-08-%02d/%d.parquet"
                                        .formatted(symbol, 8 + file / 10, file));
                DeltaFileWriter.plain().rowsPerGroup(300).write(path, day(symbol, file));
            }
        }
        for (String symbol : List.of("BTC-USDT", "ETH-USDT")) {
            List<String> lines = new ArrayList<>();
            for (int file = 1; file <= 10; file++) {
                lines.add(digest(DeltaText.expected(day(symbol, file), 0)));
            }
            lines.add("end of BINANCE:" + symbol);
            expected.put("BINANCE:" + symbol, lines);
        }
        for (int parallelism : new int[] {1, 2}) {
            assertThat(run(parallelism, new Fault(Fault.NEVER))).isEqualTo(expected);
        }
    }

    private static List<DeltaRow> day(String symbol, int file) {
        return DeltaRow.market(file, 1_000 + file, symbol);
    }

    @Test
    void readsMixedFilesWithOneReaderInOrder() throws Exception {
        for (int file = 1; file <= 12; file++) {
            DeltaFileWriter.plain()
                    .rowsPerGroup(1_000)
                    .write(
                            root.resolve(file + ".parquet"),
                            DeltaRow.market(file, 3_000, "A", "B", "C"));
        }
        Map<String, List<String>> one = run(1, new Fault(Fault.NEVER));
        assertThat(one.keySet()).containsExactly("BINANCE:A", "BINANCE:B", "BINANCE:C");
        assertThat(one.values().stream().mapToInt(List::size).sum()).isEqualTo(12 * 3 + 3);
        assertThat(run(2, new Fault(Fault.NEVER))).isEqualTo(one);
    }

    @Test
    void continuesInTheMiddleOfAFileAfterAFailure() throws Exception {
        DeltaFileWriter.plain()
                .rowsPerGroup(4_000)
                .write(root.resolve("1.parquet"), DeltaRow.market(1, 300_000, "A", "B"));
        DeltaFileWriter.plain()
                .write(root.resolve("2.parquet"), DeltaRow.market(2, 20_000, "A", "B"));
        Map<String, List<String>> undisturbed = run(1, new Fault(Fault.NEVER));
        Fault fault = new Fault(20);
        assertThat(run(2, fault)).isEqualTo(undisturbed);
        assertThat(fault.failures()).isEqualTo(1);
        assertThat(fault.firstRowAfterRestart()).isBetween(1L, 299_999L);
    }

    @Test
    void stopsTheJobAtAFileThatBecameBad() throws IOException {
        Path file = root.resolve("1.parquet");
        DeltaFileWriter.plain().write(file, DeltaRow.market(1, 100, "A"));
        LanePlan plan = PlanFixture.of(root).plan(new KeyGroupLaneKeys(MAX_PARALLELISM));
        Files.writeString(file, "gone");
        assertThatThrownBy(() -> collect(environment(1), plan, new Fault(Fault.NEVER)))
                .hasStackTraceContaining("[" + file + "] must stay as planned");
    }

    @Test
    void stopsTheJobWhereTheStorageOfTheRunIsNotSeen() throws Exception {
        DeltaFileWriter.plain().write(root.resolve("1.parquet"), DeltaRow.market(1, 100, "A"));
        LanePlan plan = PlanFixture.of(root).plan(new KeyGroupLaneKeys(MAX_PARALLELISM));
        Mark missing = new Mark(root.resolve("job.json").toString(), "j42");
        SharedStorage storage = new SharedStorage(List.of(missing), Duration.ZERO);
        Fault fault = new Fault(0);

        assertThatThrownBy(() -> collect(environment(1), plan, fault, storage))
                .hasStackTraceContaining("not the same storage on [")
                .hasStackTraceContaining("SuppressRestartsException");

        assertThat(fault.failures()).as("batches came").isZero();
    }

    /** The first row of a batch, its size, and a digest of all its rows. */
    private static String digest(List<String> rows) {
        CRC32C digest = new CRC32C();
        digest.update(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
        return rows.get(0) + " size=" + rows.size() + " digest=" + digest.getValue();
    }

    private Map<String, List<String>> run(int parallelism, Fault fault) throws Exception {
        LanePlan plan = PlanFixture.of(root).plan(new KeyGroupLaneKeys(MAX_PARALLELISM));
        return collect(environment(parallelism), plan, fault);
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        environment.enableCheckpointing(20);
        return environment;
    }

    /** A line for each batch of each lane, in the order in which its key's subtask saw them. */
    private static Map<String, List<String>> collect(
            StreamExecutionEnvironment environment, LanePlan plan, Fault fault) throws Exception {
        return collect(environment, plan, fault, null);
    }

    private static Map<String, List<String>> collect(
            StreamExecutionEnvironment environment,
            LanePlan plan,
            Fault fault,
            SharedStorage storage)
            throws Exception {
        DeltaFileSource source =
                DeltaFileSource.of(
                        plan,
                        new ReadingRules(BadFilePolicy.FAIL, EventClock.EVENT),
                        ValueTypeInfo.DELTA_BATCH,
                        MemorySettings.of(0, Duration.ofSeconds(10)),
                        storage,
                        MAX_PARALLELISM);
        Map<String, List<String>> lanes = new TreeMap<>();
        try (CloseableIterator<String> lines =
                environment
                        .fromSource(source, WatermarkStrategy.noWatermarks(), "deltas")
                        .keyBy(batch -> batch.lane().key(), Types.STRING)
                        .flatMap(fault)
                        .returns(Types.STRING)
                        .executeAndCollect()) {
            while (lines.hasNext()) {
                String[] line = lines.next().split("\n", 2);
                lanes.computeIfAbsent(line[0], lane -> new ArrayList<>()).add(line[1]);
            }
        }
        return lanes;
    }

    /**
     * Turns each batch into a line and fails once: after some batches, and after a checkpoint that
     * lies behind the first of them.
     */
    private static final class Fault extends RichFlatMapFunction<DeltaBatch, String>
            implements CheckpointListener {
        static final int NEVER = Integer.MAX_VALUE;

        private static final AtomicInteger FAILURES = new AtomicInteger();
        private static volatile long firstRowAfterRestart;

        private final int after;
        private int batches;
        private boolean isCheckpointed;

        Fault(int after) {
            this.after = after;
            FAILURES.set(0);
            firstRowAfterRestart = -1;
        }

        int failures() {
            return FAILURES.get();
        }

        long firstRowAfterRestart() {
            return firstRowAfterRestart;
        }

        @Override
        public void open(OpenContext context) {
            batches = 0;
        }

        @Override
        public void flatMap(DeltaBatch batch, Collector<String> out) throws Exception {
            batches++;
            if (after != NEVER && FAILURES.get() == 0) {
                if (batches >= after && isCheckpointed && FAILURES.compareAndSet(0, 1)) {
                    throw new IllegalStateException("planted");
                }
                Thread.sleep(10);
            }
            if (FAILURES.get() == 1 && firstRowAfterRestart < 0 && batch.size() > 0) {
                firstRowAfterRestart = batch.fileRow(0);
            }
            String lane = batch.lane().id() + "\n";
            out.collect(
                    batch.isEndOfLane()
                            ? lane + "end of " + batch.lane().id()
                            : lane + digest(DeltaText.of(List.of(batch))));
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            isCheckpointed = batches > 0;
        }
    }
}
