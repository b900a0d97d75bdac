// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.output.InProgressFiles;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the event sink holds open, in real jobs with more hours and symbols than it may. */
final class OpenPartsITCase {
    private static final Duration NEVER_IDLE = Duration.ofHours(1);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(SinkRun.PARALLELISM)
                            .build());

    @TempDir Path output;

    private SinkSettings settings;

    @BeforeEach
    void setUp() {
        HeldWriter.reset();
        settings =
                new SinkSettings(
                        output.toString(),
                        "zstd",
                        1 << 16,
                        1 << 24,
                        NEVER_IDLE,
                        NEVER_IDLE,
                        3,
                        9,
                        EventFormat.DEFAULT,
                        PageEncodings.COMPACT);
    }

    @Test
    void sparseHoursAndManySymbolsHoldBoundedMemoryAndFewFiles() throws Exception {
        List<String> symbols = IntStream.range(0, 40).mapToObj("S%02d"::formatted).toList();
        BatchPlan plan = new BatchPlan(symbols, 40, 1, 2);
        SinkRun.FailsOnce.failed.set(false);
        SinkRun.run(
                plan,
                settings,
                200,
                new SinkRun.Pause(1),
                new SinkRun.FailsOnce(plan),
                HeldWriter::open);

        InProgressFiles.deleteAll(output);
        assertThat(HeldWriter.completedEarly).hasPositiveValue();
        // Those of the attempt that failed are counted as well: nobody finishes them.
        assertThat(HeldWriter.mostBytes.get())
                .isBetween(
                        1L, 2 * SinkRun.PARALLELISM * (settings.mostBufferedBytes() + (1 << 12)));
        assertThat(HeldWriter.mostFiles).hasValueLessThanOrEqualTo(2 * SinkRun.PARALLELISM * 9);
        for (int lane = 0; lane < plan.symbols().size(); lane++) {
            assertThat(rows(plan.symbols().get(lane))).isEqualTo(plan.text(lane));
        }
        SinkRun.assertFilesOfAnHourDoNotOverlap(output);
    }

    @Test
    void anHourThatReturnsAfterItsPartGaveWayContinuesInAnotherFile() throws Exception {
        List<String> symbols = IntStream.range(0, 500).mapToObj("S%03d"::formatted).toList();
        BatchPlan plan = new BatchPlan(symbols, 1, 3, 2);
        SinkRun.run(
                plan,
                settings,
                SinkRun.NO_CHECKPOINT,
                new SinkRun.Pause(0),
                plan::batch,
                HeldWriter::open);

        assertThat(OutputFiles.all(output)).hasSizeGreaterThan(symbols.size());
        assertThat(
                        DuckDb.value(
                                """
                                select count(distinct (symbol, event_seq)) || ' of ' || count(*)
                                from read_parquet('%s/events/**/*.parquet', hive_partitioning = true)
                                """
                                        .formatted(output)))
                .isEqualTo("3000 of 3000");
        for (int lane = 0; lane < plan.symbols().size(); lane += 50) {
            assertThat(rows(plan.symbols().get(lane))).isEqualTo(plan.text(lane));
        }
        SinkRun.assertFilesOfAnHourDoNotOverlap(output);
    }

    private List<String> rows(String symbol) {
        return EventText.ofFiles(
                "%s/events/exchange=BINANCE/symbol=%s/**/*.parquet".formatted(output, symbol));
    }

    /** The real writer, which counts the memory and the files of all that are not finished. */
    private static final class HeldWriter extends DelegatingWriter {
        private static final AtomicLong mostBytes = new AtomicLong();
        private static final AtomicInteger mostFiles = new AtomicInteger();
        private static final AtomicInteger completedEarly = new AtomicInteger();
        private static final Set<HeldWriter> open = ConcurrentHashMap.newKeySet();

        private final FSDataOutputStream out;

        private HeldWriter(OutputStream out, ParquetSettings settings) {
            super(ColumnEventBatchWriter.open(out, settings));
            this.out = (FSDataOutputStream) out;
        }

        static void reset() {
            mostBytes.set(0);
            mostFiles.set(0);
            completedEarly.set(0);
            open.clear();
        }

        static BatchWriter<EventBatch> open(OutputStream out, ParquetSettings settings) {
            HeldWriter held = new HeldWriter(out, settings);
            open.add(held);
            return held;
        }

        @Override
        public void write(EventBatch batch) throws IOException {
            long bytes = 0;
            int files = 0;
            for (HeldWriter other : open) {
                bytes += other.heapBytes();
                files += other.out.getPos() > 0 ? 1 : 0;
            }
            mostBytes.accumulateAndGet(bytes, Math::max);
            mostFiles.accumulateAndGet(files, Math::max);
            super.write(batch);
        }

        @Override
        public long heapBytes() {
            return writer.heapBytes();
        }

        @Override
        public boolean isEncoding() {
            return writer.isEncoding();
        }

        @Override
        public long footerBytes() {
            return writer.footerBytes();
        }

        @Override
        public void finish() throws IOException {
            completedEarly.addAndGet(open.size() > 1 ? 1 : 0);
            open.remove(this);
            super.finish();
        }
    }
}
