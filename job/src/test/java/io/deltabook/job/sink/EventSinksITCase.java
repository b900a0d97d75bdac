// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.HivePath;
import io.deltabook.job.output.InProgressFiles;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.PageEncodings;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.testing.DelegatingWriter;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.EventText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The event sink in real jobs: what DuckDB finds under the final names. */
final class EventSinksITCase {
    private static final int PARALLELISM = SinkRun.PARALLELISM;
    private static final long NO_CHECKPOINT = SinkRun.NO_CHECKPOINT;
    private static final Duration NEVER_IDLE = Duration.ofHours(1);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(PARALLELISM)
                            .build());

    @TempDir Path output;

    @Test
    void everyRowIsOnceInTheFolderOfItsHour() throws Exception {
        BatchPlan plan = new BatchPlan(List.of("BTC", "ETH", "SOL"), 5, 4, 50);

        run(plan, settings(NEVER_IDLE), 20, new SinkRun.Pause(5), plan::batch);

        assertThat(OutputFiles.hidden(output)).isEmpty();
        for (int lane = 0; lane < plan.symbols().size(); lane++) {
            assertThat(rows(plan.symbols().get(lane))).isEqualTo(plan.text(lane));
        }
        DuckDb.assertRows(
                """
                                select distinct exchange, symbol, date::varchar, hour from
                                    read_parquet('%s/events/**/*.parquet', hive_partitioning = true,
                                        hive_types = {'date': DATE, 'hour': VARCHAR})
                                where symbol = 'ETH' order by all
                                """
                        .formatted(output),
                "BINANCE|ETH|2024-08-06|23",
                "BINANCE|ETH|2024-08-07|00",
                "BINANCE|ETH|2024-08-07|01",
                "BINANCE|ETH|2024-08-07|02",
                "BINANCE|ETH|2024-08-07|03");
        assertThat(hoursOutsideTheirFolder()).isEqualTo("0");
        assertThat(OutputFiles.all(output))
                .allMatch(file -> file.getFileName().toString().startsWith("events-"));
        SinkRun.assertFilesOfAnHourDoNotOverlap(output);
    }

    @Test
    void aFailureLosesNothingAndRepeatsNothing() throws Exception {
        BatchPlan plan = new BatchPlan(List.of("BTC", "ETH"), 4, 60, 20);
        SinkRun.FailsOnce.failed.set(false);

        run(
                plan,
                settings(NEVER_IDLE),
                20,
                new SinkRun.SlowUntilFailed(),
                new SinkRun.FailsOnce(plan));

        assertThat(SinkRun.FailsOnce.failed).isTrue();
        int left = OutputFiles.hidden(output).size();
        assertThat(InProgressFiles.deleteAll(output)).isEqualTo(left);
        for (int lane = 0; lane < plan.symbols().size(); lane++) {
            assertThat(rows(plan.symbols().get(lane))).isEqualTo(plan.text(lane));
        }
        SinkRun.assertFilesOfAnHourDoNotOverlap(output);
    }

    @Test
    void noFileGrowsBeyondItsLimit() throws Exception {
        BatchPlan plan = new BatchPlan(List.of("BTC"), 1, 100, 500);
        long limit = 512 * 1024;
        SinkSettings settings =
                SinkSettings.of(output.toString(), "uncompressed", 1 << 20, limit, NEVER_IDLE);

        run(plan, settings, NO_CHECKPOINT, new SinkRun.Pause(0), plan::batch);

        List<Path> files = OutputFiles.all(output);
        assertThat(files).hasSizeBetween(3, 12);
        for (Path file : files) {
            assertThat(Files.size(file)).isLessThanOrEqualTo(limit);
        }
        assertThat(rows("BTC")).isEqualTo(plan.text(0));
        SinkRun.assertFilesOfAnHourDoNotOverlap(output);
    }

    @Test
    void idleHoursAreClosedWithoutACheckpoint() throws Exception {
        BatchPlan plan = new BatchPlan(List.of("BTC"), 60, 1, 20);
        CountedWriter.reset();
        SinkSettings settings =
                SinkSettings.of(output.toString(), "zstd", 1 << 20, 1 << 24, Duration.ofMillis(20));

        SinkRun.run(
                plan,
                settings,
                NO_CHECKPOINT,
                new WaitForAClosedFile(5),
                plan::batch,
                CountedWriter::open);

        // With five hours open the next one waits, for ever if nothing closed an idle one.
        assertThat(CountedWriter.opened).hasValue(60);
        assertThat(CountedWriter.finished).hasValue(60);
        assertThat(CountedWriter.mostOpen.get()).isLessThanOrEqualTo(5);
        assertThat(rows("BTC")).isEqualTo(plan.text(0));
    }

    @Test
    void hoursThatPassTooFastForIdleClosingHoldABoundedBuffer() throws Exception {
        BatchPlan plan = new BatchPlan(List.of("BTC"), 200, 2, 20);
        CountedWriter.reset();
        SinkSettings settings =
                new SinkSettings(
                        output.toString(),
                        "zstd",
                        1 << 20,
                        1 << 24,
                        NEVER_IDLE,
                        NEVER_IDLE,
                        3,
                        9,
                        EventFormat.DEFAULT,
                        PageEncodings.COMPACT);

        SinkRun.run(
                plan,
                settings,
                NO_CHECKPOINT,
                new SinkRun.Pause(0),
                plan::batch,
                CountedWriter::open);

        assertThat(CountedWriter.mostOpen).hasValue(200);
        assertThat(CountedWriter.mostBuffering).hasValue(4);
        assertThat(rows("BTC")).isEqualTo(plan.text(0));
    }

    @Test
    void noSymbolEscapesTheOutputFolder() throws Exception {
        List<String> hostile =
                List.of(
                        "../../etc",
                        "..",
                        "/abs",
                        "a/b",
                        "a=b",
                        "100%",
                        "BTC:PERP",
                        "a b",
                        "it's",
                        "Ω€😀",
                        "\u0001\n",
                        "",
                        "x".repeat(10_000));
        BatchPlan plan = new BatchPlan(hostile, 1, 1, 3);

        run(plan, settings(NEVER_IDLE), NO_CHECKPOINT, new SinkRun.Pause(0), plan::batch);

        Map<String, EventFileFacts> factsOfSymbol = new HashMap<>();
        for (Path file : OutputFiles.all(output)) {
            Path inside = output.resolve("events").relativize(file);
            assertThat(inside.getNameCount()).isEqualTo(5);
            EventFileFacts facts = EventFileFacts.read(file);
            factsOfSymbol.put(facts.lane().symbol(), facts);
            assertThat(inside.subpath(0, 2)).hasToString(HivePath.of(facts.lane()));
        }
        assertThat(factsOfSymbol.keySet()).isEqualTo(Set.copyOf(hostile));
        assertThat(factsOfSymbol.values()).allMatch(facts -> facts.rows() == 3);
        try (Stream<Path> entries = Files.list(output)) {
            assertThat(entries).containsExactly(output.resolve("events"));
        }
        List<String> readable =
                hostile.stream().filter(symbol -> symbol.length() < 100).sorted().toList();
        assertThat(
                        DuckDb.rows(
                                "select distinct symbol from read_parquet('%s/events/**/*.parquet')"
                                                .formatted(output)
                                        + " where length(symbol) < 100 order by symbol"))
                .containsExactlyInAnyOrderElementsOf(readable);
    }

    private SinkSettings settings(Duration idleClose) {
        return SinkSettings.of(output.toString(), "zstd", 1 << 20, 1 << 24, idleClose);
    }

    private void run(
            BatchPlan plan,
            SinkSettings settings,
            long checkpointMillis,
            MapFunction<Long, Long> gate,
            MapFunction<Long, EventBatch> batches)
            throws Exception {
        SinkRun.run(plan, settings, checkpointMillis, gate, batches, ColumnEventBatchWriter::open);
    }

    private List<String> rows(String symbol) {
        return EventText.ofFiles(
                "%s/events/exchange=BINANCE/symbol=%s/**/*.parquet".formatted(output, symbol));
    }

    private String hoursOutsideTheirFolder() {
        return DuckDb.value(
                """
                select count(*) from read_parquet('%s/events/**/*.parquet', filename = true)
                where not contains(filename,
                    strftime(event_timestamp, '/date=%%Y-%%m-%%d/hour=%%H/'))
                """
                        .formatted(output));
    }

    /** Lets a number pass when all before it have arrived and not too many files are open. */
    private record WaitForAClosedFile(int open) implements MapFunction<Long, Long> {
        @Override
        public Long map(Long number) throws InterruptedException {
            long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
            while (CountedWriter.opened.get() < number || CountedWriter.open.size() >= open) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("no file was closed within ten minutes");
                }
                Thread.sleep(1);
            }
            return number;
        }
    }

    /** Counts files and buffers of the real writer. */
    private static final class CountedWriter extends DelegatingWriter {
        private static final AtomicInteger opened = new AtomicInteger();
        private static final AtomicInteger finished = new AtomicInteger();
        private static final AtomicInteger mostOpen = new AtomicInteger();
        private static final AtomicInteger mostBuffering = new AtomicInteger();
        private static final Set<CountedWriter> open = ConcurrentHashMap.newKeySet();

        private CountedWriter(BatchWriter<EventBatch> writer) {
            super(writer);
        }

        static void reset() {
            opened.set(0);
            finished.set(0);
            mostOpen.set(0);
            mostBuffering.set(0);
            open.clear();
        }

        static BatchWriter<EventBatch> open(OutputStream out, ParquetSettings settings)
                throws IOException {
            CountedWriter counted = new CountedWriter(ColumnEventBatchWriter.open(out, settings));
            open.add(counted);
            opened.incrementAndGet();
            mostOpen.accumulateAndGet(open.size(), Math::max);
            return counted;
        }

        @Override
        public void write(EventBatch batch) throws IOException {
            super.write(batch);
            int buffering = 0;
            for (CountedWriter other : open) {
                buffering += other.bufferedBytes() > 0 ? 1 : 0;
            }
            mostBuffering.accumulateAndGet(buffering, Math::max);
        }

        @Override
        public void finish() throws IOException {
            open.remove(this);
            finished.incrementAndGet();
            super.finish();
        }
    }
}
