// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.parquet.DeltaFileWriter;
import io.deltabook.job.parquet.DeltaRow;
import io.deltabook.job.source.plan.LaneGroup;
import io.deltabook.job.source.plan.PlanFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three tables of a lane in one order, compared with the obvious way to find it. */
final class LaneMergeTest {
    private static final String TRADES =
            """
            message trades {
              optional int64 origin_time;
              optional int64 received_time;
              optional int64 trade_id;
              required binary side (STRING);
              required double price;
              required double quantity;
            }""";
    private static final String BOOK =
            """
            message book {
              optional int64 origin_time;
              optional int64 received_time;
              optional int64 sequence_number;
              required double bid_0_price;
              required double bid_0_size;
              required double bid_1_price;
              required double bid_1_size;
              required double ask_0_price;
              required double ask_0_size;
            }""";

    @TempDir Path root;

    private record Emitted(String text, LanePosition position) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void mergesSmallRandomTablesAsTheObviousWayDoes(long seed) throws IOException {
        RandomTables tables = new RandomTables(seed, 40);
        compare(tables, "seed " + seed);
    }

    /** Messages straddle chunks and files, and more trades than a batch lie between messages. */
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106})
    void mergesLargeRandomTablesAsTheObviousWayDoes(long seed) throws IOException {
        RandomTables tables = new RandomTables(seed, 12_000);
        compare(tables, "seed " + seed);
    }

    @Test
    void readsTradesWithoutTimeBeforeEverythingElse() throws IOException {
        RandomTables tables = new RandomTables(7, 30).withoutTradeTimes();
        compare(tables, "trades without time");
    }

    private void compare(RandomTables tables, String what) throws IOException {
        write("deltas", DeltaFileWriter.SCHEMA, tables.deltas());
        write("trades", TRADES, tables.trades());
        write("book", BOOK, tables.book());
        LaneGroup group = group(tables.mode());
        ReadingRules rules = new ReadingRules(BadFilePolicy.FAIL, tables.clock());
        List<Emitted> all = read(group, rules, LanePosition.START);
        assertThat(lines(all)).as(what).isEqualTo(new ObviousMerge(tables).lines());
        for (int done = 0; done < all.size(); done++) {
            LanePosition position = all.get(done).position();
            LanePosition kept = LanePosition.of(position.checkpointed());
            assertThat(read(group, rules, kept))
                    .as("%s restored at %s", what, position)
                    .isEqualTo(all.subList(done + 1, all.size()));
        }
    }

    private LaneGroup group(SequenceMode mode) {
        List<LaneGroup> groups = PlanFixture.of(root).mode(mode).plan().groups();
        assertThat(groups).hasSize(1);
        return groups.get(0);
    }

    private void write(String table, String schema, List<List<DeltaRow>> files) {
        for (int i = 0; i < files.size(); i++) {
            Path file = root.resolve(table).resolve("symbol=A").resolve(i + ".parquet");
            int rowsPerGroup = files.get(i).size() > 1_000 ? 700 : 3;
            DeltaFileWriter.of(schema).rowsPerGroup(rowsPerGroup).write(file, files.get(i));
        }
    }

    private static List<String> lines(List<Emitted> all) {
        List<String> lines = new ArrayList<>();
        for (Emitted emitted : all) {
            lines.addAll(List.of(emitted.text().split("\n")));
        }
        return lines;
    }

    private static List<Emitted> read(LaneGroup group, ReadingRules rules, LanePosition from)
            throws IOException {
        List<Emitted> all = new ArrayList<>();
        try (LaneSteps steps = LaneSteps.open(group, rules, from)) {
            for (LaneStep step = steps.next(); step != null; step = steps.next()) {
                assertThat(step.batch()).isNotNull();
                assertThat(step.batch().size()).isLessThanOrEqualTo(DeltaBatch.MAX_ROWS);
                all.add(new Emitted(describe(step.batch()), step.next()));
            }
        }
        return all;
    }

    /** A line for each row, those of a row of book snapshots once with their number. */
    private static String describe(DeltaBatch batch) {
        if (batch.isEndOfLane()) {
            return "end";
        }
        List<String> lines = new ArrayList<>();
        int row = 0;
        while (row < batch.size()) {
            int end = row + 1;
            InputTable table = batch.table(row);
            while (table == InputTable.BOOK
                    && end < batch.size()
                    && batch.table(end) == table
                    && batch.fileRow(end) == batch.fileRow(row)) {
                end++;
            }
            String file = Path.of(batch.file(table)).getFileName().toString();
            lines.add(
                    ObviousMerge.line(
                            table, file, batch.fileRow(row), end - row, batch.updateId(row)));
            row = end;
        }
        return String.join("\n", lines);
    }
}
