// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlanFixture;
import io.deltabook.job.source.ObviousMerge;
import io.deltabook.job.source.RandomTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
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
            }\
            """;
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
            }\
            """;

    @TempDir Path top;

    private Path root;

    private record Emitted(String lane, String text, LanePosition position) {}

    @BeforeEach
    void inOneFolder() {
        root = top;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void mergesSmallRandomTablesAsTheObviousWayDoes(long seed) throws IOException {
        RandomTables tables = RandomTables.of(seed, 40);
        compare(tables, "seed " + seed);
    }

    /** Messages straddle chunks and files, and more trades than a batch lie between messages. */
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103})
    void mergesLargeRandomTablesAsTheObviousWayDoes(long seed) throws IOException {
        RandomTables tables = RandomTables.of(seed, 12_000);
        compare(tables, "seed " + seed);
    }

    /**
     * Files come one by one, those of the tables in any order, and each time what there is is read:
     * the batches and positions are those of files that are all there.
     */
    @Test
    void filesThatComeOneByOneGiveTheSameBatches() throws IOException {
        int early = 0;
        for (long seed = 1; seed <= 5; seed++) {
            int rows = seed < 5 ? 60 : 5_000;
            early += follow(RandomTables.of(seed, rows), true, seed);
            early += follow(RandomTables.of(seed, rows), false, seed);
        }
        assertThat(early).as("batches read before all files were there").isGreaterThan(20);
    }

    private int follow(RandomTables tables, boolean hasDeltas, long seed) throws IOException {
        root = top.resolve(seed + (hasDeltas ? "" : " of books"));
        if (hasDeltas) {
            write("deltas", DeltaFileWriter.SCHEMA, finer(tables.deltas()));
        }
        write("trades", TRADES, finer(tables.trades()));
        write("book", BOOK, finer(tables.book()));
        LaneGroup whole = group(tables.mode());
        ReadingRules closed = new ReadingRules(BadFilePolicy.FAIL, tables.clock());
        ReadingRules followed = new ReadingRules(BadFilePolicy.FAIL, tables.clock(), true);
        List<Emitted> all = read(whole, closed, LanePosition.START);
        Random random = new Random(seed);
        List<Emitted> seen = new ArrayList<>();
        GrowingGroup growing = new GrowingGroup(whole);
        int early = 0;
        while (true) {
            LanePosition from = seen.isEmpty() ? LanePosition.START : last(seen);
            seen.addAll(read(growing.group(), followed, from));
            assertThat(seen).as("seed %s", seed).isEqualTo(all.subList(0, seen.size()));
            if (growing.isWhole()) {
                seen.addAll(read(whole, closed, last(seen)));
                assertThat(seen).as("seed %s", seed).isEqualTo(all);
                return early;
            }
            early = seen.size();
            growing.add(random.nextInt(3));
        }
    }

    /** Four files and as many more as there were. */
    private static List<List<DeltaRow>> finer(List<List<DeltaRow>> files) {
        int rows = files.stream().mapToInt(List::size).sum() / 4;
        List<List<DeltaRow>> finer = new ArrayList<>();
        for (List<DeltaRow> file : files) {
            for (int start = 0; start < file.size(); start += rows) {
                finer.add(file.subList(start, Math.min(start + rows, file.size())));
            }
        }
        return finer;
    }

    private static LanePosition last(List<Emitted> seen) {
        LanePosition last = seen.get(seen.size() - 1).position();
        return LanePosition.of(last.offset(), last.keyOrBatches());
    }

    @Test
    void readsTradesWithoutTimeBeforeEverythingElse() throws IOException {
        RandomTables tables = RandomTables.of(7, 30).withoutTradeTimes();
        compare(tables, "trades without time");
    }

    /** Each lane of a group is merged for itself, from files that hold rows of both. */
    @Test
    void mergesTheTablesOfEachLaneOfMixedFiles() throws IOException {
        RandomTables a = RandomTables.ofSymbol("A", 201, 12_000);
        RandomTables b = RandomTables.ofSymbol("B", 202, 500);
        writeMixed("deltas", DeltaFileWriter.SCHEMA, a.deltas(), b.deltas());
        writeMixed("trades", withSymbol(TRADES), a.trades(), b.trades());
        writeMixed("book", withSymbol(BOOK), a.book(), b.book());
        LaneGroup group = group(SequenceMode.RANGE);
        assertThat(group.lanes()).hasSize(2);
        ReadingRules rules = new ReadingRules(BadFilePolicy.FAIL, EventClock.EVENT);
        List<Emitted> all = read(group, rules, LanePosition.START);
        for (RandomTables tables : List.of(a, b)) {
            String lane = "UNKNOWN:" + (tables == a ? "A" : "B");
            List<Emitted> ofLane = new ArrayList<>(all);
            ofLane.removeIf(emitted -> !emitted.lane().equals(lane));
            assertThat(withoutPlace(lines(ofLane)))
                    .isEqualTo(withoutPlace(new ObviousMerge(tables).lines()));
        }
        goesOnEverywhere(group, rules, all, "mixed files");
    }

    @Test
    void reportsASkippedFileOfTradesWhereItStood() throws IOException {
        write("deltas", DeltaFileWriter.SCHEMA, List.of(market(60)));
        List<DeltaRow> trades = buys(30);
        write("trades", TRADES, List.of(trades.subList(0, 10), List.of(), trades.subList(10, 30)));
        Path broken = root.resolve("trades/symbol=A/1.parquet");
        Files.writeString(broken, "this is not Parquet");
        LaneGroup group = PlanFixture.of(root).skipBadFiles().plan().groups().get(0);
        ReadingRules rules = new ReadingRules(BadFilePolicy.SKIP, EventClock.EVENT);
        List<Emitted> all = read(group, rules, LanePosition.START);
        List<String> lines = lines(all);
        String report = "bad 1.parquet must be a Parquet file, but neither starts nor ends as one";
        assertThat(lines.indexOf(report))
                .isEqualTo(1 + lines.indexOf("TRADES 0.parquet row 9 levels 1 id 9"));
        assertThat(lines).hasSize(60 + 30 + 1 + 1);
        goesOnEverywhere(group, rules, all, "skipped trades");
    }

    @Test
    void skipsTheRestOfAFileOfTradesThatBreaksWhileItIsRead() throws IOException {
        write("deltas", DeltaFileWriter.SCHEMA, List.of(market(25_000)));
        Path broken =
                DeltaFileWriter.of(TRADES)
                        .withoutDictionary()
                        .rowsPerGroup(6_000)
                        .write(root.resolve("trades/symbol=A/0.parquet"), buys(30_000));
        LaneGroup group = group(SequenceMode.RANGE);
        FileTime modified = Files.getLastModifiedTime(broken);
        byte[] bytes = Files.readAllBytes(broken);
        for (int i = 0; i < 1_000; i++) {
            bytes[bytes.length / 2 + i] ^= 0x55;
        }
        Files.write(broken, bytes);
        Files.setLastModifiedTime(broken, modified);
        ReadingRules fail = new ReadingRules(BadFilePolicy.FAIL, EventClock.EVENT);
        assertThatThrownBy(() -> read(group, fail, LanePosition.START))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + broken + "] row group 2 cannot be decoded");
        ReadingRules skip = new ReadingRules(BadFilePolicy.SKIP, EventClock.EVENT);
        List<Emitted> all = read(group, skip, LanePosition.START);
        assertThat(lines(all)).hasSize(25_000 + 10_000 + 1 + 1);
        assertThat(lines(all))
                .filteredOn(line -> line.startsWith("bad"))
                .singleElement()
                .asString()
                .containsPattern("; rows from 10000 on left out \\([1-9]\\d*\\)$");
        goesOnEverywhere(group, skip, all, "broken trades");
    }

    private static List<DeltaRow> market(int rows) {
        return DeltaRow.market(1, rows, "A").stream()
                .map(row -> row.withExchange("UNKNOWN"))
                .toList();
    }

    private static List<DeltaRow> buys(int count) {
        List<DeltaRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(
                    DeltaRow.bid("A", i)
                            .withExchange("UNKNOWN")
                            .withTimes(DeltaRow.START + i * 500_000L, null)
                            .withSide("buy")
                            .withPrice("1")
                            .withQuantity("1"));
        }
        return rows;
    }

    private static String withSymbol(String schema) {
        return schema.replace("}", "optional binary symbol (STRING); }");
    }

    /** Two files; a few rows of each lane in turns. */
    private void writeMixed(
            String table, String schema, List<List<DeltaRow>> one, List<List<DeltaRow>> other) {
        List<DeltaRow> mixed = new ArrayList<>();
        Iterator<DeltaRow> first = one.stream().flatMap(List::stream).iterator();
        Iterator<DeltaRow> second = other.stream().flatMap(List::stream).iterator();
        while (first.hasNext() || second.hasNext()) {
            for (int i = 0; i < 7 && first.hasNext(); i++) {
                mixed.add(first.next());
            }
            if (second.hasNext()) {
                mixed.add(second.next());
            }
        }
        Path folder = root.resolve(table);
        int middle = mixed.size() / 2;
        DeltaFileWriter.of(schema)
                .rowsPerGroup(300)
                .write(folder.resolve("1.parquet"), mixed.subList(0, middle));
        DeltaFileWriter.of(schema)
                .write(folder.resolve("2.parquet"), mixed.subList(middle, mixed.size()));
    }

    private static List<String> withoutPlace(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("\\S+ row \\d+ ", "")).toList();
    }

    private void compare(RandomTables tables, String what) throws IOException {
        write("deltas", DeltaFileWriter.SCHEMA, tables.deltas());
        write("trades", TRADES, tables.trades());
        write("book", BOOK, tables.book());
        LaneGroup group = group(tables.mode());
        for (BadFilePolicy onBadFile : BadFilePolicy.values()) {
            ReadingRules rules = new ReadingRules(onBadFile, tables.clock());
            List<Emitted> all = read(group, rules, LanePosition.START);
            assertThat(lines(all)).as(what).isEqualTo(new ObviousMerge(tables).lines());
            goesOnEverywhere(group, rules, all, what);
        }
    }

    private static void goesOnEverywhere(
            LaneGroup group, ReadingRules rules, List<Emitted> all, String what)
            throws IOException {
        for (int done = 0; done < all.size(); done++) {
            LanePosition position = all.get(done).position();
            LanePosition kept = LanePosition.of(position.offset(), position.keyOrBatches());
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
        try (MergedLaneWalk steps = MergedLaneWalk.open(group, rules, from)) {
            for (MergedBatch step = steps.next(); step != null; step = steps.next()) {
                assertThat(step.batch()).isNotNull();
                assertThat(step.batch().size()).isLessThanOrEqualTo(DeltaBatch.MAX_ROWS);
                String lane = step.batch().lane().id().toString();
                all.add(new Emitted(lane, describe(step.batch()), step.next()));
            }
        }
        return all;
    }

    /** A line for each row, those of a row of book snapshots once with their number. */
    private static String describe(DeltaBatch batch) {
        if (batch.isEndOfLane()) {
            return "end";
        }
        if (batch.problem() != null) {
            return "bad %s %s"
                    .formatted(
                            Path.of(batch.file(batch.problemTable())).getFileName(),
                            batch.problem());
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
