// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.Lane;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.OutputInUseException;
import io.deltabook.job.output.Summary;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.testing.Folders;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
final class CompactionTest {
    private static final long MIB = 1 << 20;

    @TempDir private Path folder;

    private static CompactSettings settings(long targetBytes, RowGroupPolicy rowGroups) {
        return new CompactSettings(
                targetBytes, rowGroups, 16 * MIB, ColumnEventBatchWriter::open, Set.of());
    }

    private static CompactResult run(Path output, CompactSettings settings) throws IOException {
        return new Compaction(output, settings).run(rows -> more -> {});
    }

    private static CompactResult run(Path output) throws IOException {
        return run(output, settings(100 * MIB, RowGroupPolicy.AUTO));
    }

    @ParameterizedTest
    @EnumSource(RowGroupPolicy.class)
    void everyHourBecomesOneFileWithTheRowsOfItsParts(RowGroupPolicy policy) throws IOException {
        long seed = new Random().nextLong();
        PartedOutput output = PartedOutput.random(folder.resolve("out"), seed);
        Path before = Folders.copy(output.folder(), folder.resolve("before"));

        CompactResult result = run(output.folder(), settings(100 * MIB, policy));

        assertThat(result.hours()).as("seed=%d", seed).hasSize(3);
        assertThat(PartedOutput.files(output.folder()).values()).containsOnly(1L);
        PartedOutput.assertSameRows(before, output.folder());
        assertThat(output.folder().resolve("_compact")).doesNotExist();
    }

    /** The rows, as DuckDB reads them, in order of their files and numbers. */
    private static List<String> rows(Path output, String dataset, String seq) {
        return DuckDb.rows(
                "select * from read_parquet('%s/%s/**/*.parquet', hive_partitioning = true) order by symbol, %s"
                        .formatted(output, dataset, seq));
    }

    @ParameterizedTest
    @EnumSource(RowGroupPolicy.class)
    void quotesAndPeriodsBecomeOneFileOfAFolderWithTheRowsOfTheirParts(RowGroupPolicy policy)
            throws IOException {
        Random random = new Random(8);
        PartedOutput output = new PartedOutput(folder.resolve("out"));
        Lane one = Lanes.lane("BINANCE", "BTC-USDT", 2, 8);
        Lane two = Lanes.lane("OKX", "a/b", 12, 0);
        for (int part = 0; part < 5; part++) {
            output.quotes(one, Lanes.HOUR + part / 3, random, 1_000L * part, 500);
            output.quotes(two, Lanes.HOUR, random, 1_000L * part, 1);
            output.periods(one, 10L * part, 3);
        }
        output.reported();
        List<String> quotes = rows(output.folder(), "quotes", "event_seq");
        List<String> periods = rows(output.folder(), "periods", "from_seq");

        CompactResult result = run(output.folder(), settings(100 * MIB, policy));

        assertThat(result.hours())
                .extracting(CompactResult.Hour::dataset, CompactResult.Hour::filesBefore)
                .containsExactly(
                        tuple("quotes", 3L),
                        tuple("quotes", 2L),
                        tuple("quotes", 5L),
                        tuple("periods", 5L));
        assertThat(result.hours())
                .extracting(CompactResult.Hour::rewritten)
                .containsOnly(policy == RowGroupPolicy.KEEP ? 0L : 1L);
        assertThat(PartedOutput.files(output.folder()).values()).containsOnly(1L);
        assertThat(rows(output.folder(), "quotes", "event_seq")).isEqualTo(quotes);
        assertThat(rows(output.folder(), "periods", "from_seq")).isEqualTo(periods);
        assertThat(Manifest.read(output.folder()).sides())
                .isEqualTo(Manifest.scan(output.folder()).sides());
        assertThat(run(output.folder(), settings(100 * MIB, policy)).hours()).isEmpty();
    }

    @Test
    void keptRowGroupsKeepTheirRowsStatisticsAndPages() throws IOException {
        PartedOutput output = new PartedOutput(folder.resolve("out"));
        Lane lane = Lanes.lane("S");
        output.part(lane, Lanes.HOUR, List.of(deltas(lane, 0, 1), deltas(lane, 1, 5_000)));
        output.part(lane, Lanes.HOUR, List.of(deltas(lane, 5_001, 70)));
        output.reported();

        run(output.folder(), settings(100 * MIB, RowGroupPolicy.KEEP));

        Path joined = DataFiles.below(output.folder().resolve("events")).get(0);
        DuckDb.assertRows(
                """
                                select row_group_id, row_group_num_rows, stats_min_value,
                                    stats_max_value, stats_null_count
                                from parquet_metadata('%s') where path_in_schema = 'event_seq'
                                order by row_group_id
                                """
                        .formatted(joined),
                "0|1|0|0|0",
                "1|5000|1|5000|0",
                "2|70|5001|5070|0");
        DuckDb.assertRows(
                """
                                select key::varchar, value::varchar from parquet_kv_metadata('%s')
                                where key::varchar like 'deltabook.%%' and key::varchar <> 'deltabook.writer.version'
                                order by key::varchar
                                """
                        .formatted(joined),
                "deltabook.exchange|BINANCE",
                "deltabook.rows.book_delta|5071",
                "deltabook.rows.book_snapshot|0",
                "deltabook.rows.trade|0",
                "deltabook.schema.version|2",
                "deltabook.symbol|S");
    }

    private static EventBatch deltas(Lane lane, long firstSeq, int rows) {
        return Lanes.deltas(lane, Lanes.HOUR, firstSeq, rows);
    }

    @Test
    void rowGroupsAreRewrittenIfTheyAreMuchTooSmall() throws IOException {
        Lane lane = Lanes.lane("S");
        PartedOutput output = new PartedOutput(folder.resolve("out"));
        for (int part = 0; part < 30; part++) {
            output.part(lane, Lanes.HOUR, List.of(deltas(lane, part * 100L, 100)));
        }
        int large = 60_000;
        for (int part = 0; part < 3; part++) {
            long first = 3_000 + (long) part * large;
            output.part(
                    lane,
                    Lanes.HOUR + 1,
                    List.of(Lanes.deltas(lane, Lanes.HOUR + 1, first, large)));
        }
        output.reported();
        Path before = Folders.copy(output.folder(), folder.resolve("before"));

        CompactResult result = run(output.folder(), settings(4 * MIB, RowGroupPolicy.AUTO));

        assertThat(result.hours())
                .extracting(CompactResult.Hour::filesBefore, CompactResult.Hour::rewritten)
                .containsExactly(tuple(30L, 1L), tuple(3L, 0L));
        PartedOutput.assertSameRows(before, output.folder());
        assertThat(shapes(output.folder()))
                .extracting(EventFileShape::rowGroups)
                .first()
                .isEqualTo(1);
    }

    private static List<EventFileShape> shapes(Path output) throws IOException {
        List<EventFileShape> shapes = new ArrayList<>();
        for (Path file : DataFiles.below(output.resolve("events"))) {
            shapes.add(EventFileShape.read(file));
        }
        return shapes;
    }

    @ParameterizedTest
    @EnumSource(RowGroupPolicy.class)
    void noFileOutgrowsTheTargetAndNothingIsLeftToJoin(RowGroupPolicy policy) throws IOException {
        Lane lane = Lanes.lane("S");
        PartedOutput output = new PartedOutput(folder.resolve("out"));
        Random random = new Random(4);
        for (int part = 0; part < 40; part++) {
            output.part(lane, Lanes.HOUR, random, 1, 50 + random.nextInt(600));
        }
        output.reported();
        Path before = Folders.copy(output.folder(), folder.resolve("before"));
        long target = CompactSettings.MIN_TARGET_BYTES;

        CompactResult result = run(output.folder(), settings(target, policy));

        assertThat(result.hours().get(0).filesAfter()).isBetween(2L, 20L);
        for (Path file : DataFiles.below(output.folder().resolve("events"))) {
            assertThat(Files.size(file)).isLessThanOrEqualTo(target);
        }
        PartedOutput.assertSameRows(before, output.folder());
        Map<String, String> compacted = Folders.content(output.folder());
        assertThat(run(output.folder(), settings(target, policy)).hours()).isEmpty();
        assertThat(Folders.content(output.folder())).isEqualTo(compacted);
    }

    @Test
    void anHourOfOnePartAndAnotherSymbolAreNotTouched() throws IOException {
        PartedOutput output = PartedOutput.random(folder.resolve("out"), 1);
        Map<String, String> before = Folders.content(output.folder());

        new Compaction(
                        output.folder(),
                        new CompactSettings(
                                MIB,
                                RowGroupPolicy.AUTO,
                                MIB,
                                ColumnEventBatchWriter::open,
                                Set.of("a/b")))
                .run(rows -> more -> {});

        Map<String, String> after = Folders.content(output.folder());
        before.keySet().removeIf(CompactionTest::isOther);
        after.keySet().removeIf(CompactionTest::isOther);
        assertThat(after).isEqualTo(before).isNotEmpty();
        assertThat(PartedOutput.files(output.folder()).values()).containsExactly(5L, 1L, 3L, 1L);
    }

    private static boolean isOther(String path) {
        return !path.contains("BTC-USDT");
    }

    @Test
    void manifestAndSummaryNameTheNewFilesAndKeepTheRest() throws IOException {
        PartedOutput output = PartedOutput.random(folder.resolve("out"), 2);
        String summary = Files.readString(output.folder().resolve(Summary.FILE));
        assertThat(summary).contains("\"files\" : 12", "\"rows_in\" : 7");

        run(output.folder());

        assertThat(Manifest.read(output.folder()).entries())
                .isEqualTo(Manifest.scan(output.folder()).entries())
                .hasSize(4);
        String written = Files.readString(output.folder().resolve(Summary.FILE));
        long bytes = Manifest.read(output.folder()).bytes();
        assertThat(written)
                .isEqualTo(
                        summary.replace("\"files\" : 12", "\"files\" : 4")
                                .replaceFirst("\"bytes\" : [0-9]+", "\"bytes\" : " + bytes));
    }

    @Test
    void anOutputWithoutManifestGetsOne() throws IOException {
        PartedOutput output = PartedOutput.random(folder.resolve("out"), 3);
        Files.delete(output.folder().resolve(Manifest.FILE));
        Files.delete(output.folder().resolve(Summary.FILE));

        run(output.folder());

        assertThat(Manifest.read(output.folder()).entries())
                .isEqualTo(Manifest.scan(output.folder()).entries());
        assertThat(output.folder().resolve(Summary.FILE)).exists();
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() throws IOException {
        PartedOutput output = PartedOutput.random(folder.resolve("out"), 5);
        Map<String, String> before = Folders.content(output.folder());

        CompactResult result =
                new Compaction(output.folder(), settings(MIB, RowGroupPolicy.AUTO)).dryRun();

        assertThat(Folders.content(output.folder())).isEqualTo(before);
        assertThat(result.hours())
                .extracting(CompactResult.Hour::filesBefore)
                .containsExactly(5L, 3L, 3L);
        assertThat(result.hours())
                .extracting(CompactResult.Hour::filesAfter)
                .containsExactly(1L, 1L, 1L);
    }

    @Test
    void aFullDiskLeavesThePartsAndNothingElse() throws IOException {
        PartedOutput output = PartedOutput.random(folder.resolve("out"), 6);
        Map<String, String> before = Folders.content(output.folder());
        Path sound = Folders.copy(output.folder(), folder.resolve("before"));

        for (int bytes : new int[] {0, 3, 5_000, 40_000}) {
            assertThatThrownBy(
                            () ->
                                    new Compaction(
                                                    output.folder(),
                                                    settings(MIB, RowGroupPolicy.AUTO),
                                                    new FullDisk(bytes))
                                            .run(rows -> more -> {}))
                    .as("after %d bytes", bytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left on device");
            assertThat(Folders.content(output.folder())).isEqualTo(before);
        }

        run(output.folder());
        PartedOutput.assertSameRows(sound, output.folder());
    }

    /** A disk that has room for this many bytes more. */
    private static final class FullDisk implements Failpoint {
        private final AtomicLong left;

        private FullDisk(long left) {
            this.left = new AtomicLong(left);
        }

        @Override
        public void reached(Step step) {}

        @Override
        public OutputStream opened(OutputStream file) {
            return new FilterOutputStream(file) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    if (left.addAndGet(-length) < 0) {
                        throw new IOException("No space left on device");
                    }
                    out.write(bytes, from, length);
                }

                @Override
                public void write(int octet) throws IOException {
                    write(new byte[] {(byte) octet}, 0, 1);
                }
            };
        }
    }

    @Test
    void onlyOneCompactionAtATimeHasAnOutput() throws IOException {
        PartedOutput output = PartedOutput.random(folder.resolve("out"), 7);
        List<String> refused = Collections.synchronizedList(new ArrayList<>());
        Failpoint another =
                step -> {
                    try {
                        run(output.folder());
                    } catch (OutputInUseException e) {
                        refused.add(e.getMessage());
                    }
                };

        new Compaction(output.folder(), settings(MIB, RowGroupPolicy.AUTO), another)
                .run(rows -> more -> {});

        assertThat(refused).isNotEmpty();
        assertThat(Set.copyOf(refused))
                .containsExactly(
                        "[%s] output must be changed by one process at a time, but this process is changing it: wait until it has finished, or stop a run with 'deltabook stop'"
                                .formatted(output.folder()));
        assertThat(PartedOutput.files(output.folder()).values()).containsOnly(1L);
    }
}
