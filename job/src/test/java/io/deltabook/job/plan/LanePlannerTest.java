// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LanePlannerTest {
    private static final LaneId BTC = new LaneId("BINANCE", "BTC-USDT");
    private static final LaneId ETH = new LaneId("BINANCE", "ETH-USDT");

    /** Neither exchange nor symbol. */
    private static final String ANONYMOUS =
            DeltaFileWriter.SCHEMA
                    .replace("optional binary exchange (STRING);", "")
                    .replace("optional binary symbol (STRING);", "");

    @TempDir Path root;

    @Test
    void ordersTheFilesOfAHiveLaneByDayAndThenByNumber() {
        String lane = "book_delta_v2/exchange=BINANCE/symbol=BTC-USDT/";
        for (String file :
                List.of(
                        "dt=2024-08-10/1.parquet",
                        "dt=2024-08-09/10.snappy.parquet",
                        "dt=2024-08-09/9.snappy.parquet",
                        "dt=2024-08-09/1.snappy.parquet")) {
            folder().write(lane + file, DeltaRow.bid("BTC-USDT", 1));
        }
        LanePlan plan = PlanFixture.of(root).plan();
        assertThat(plan.lanes()).extracting(Lane::id).containsExactly(BTC);
        assertThat(folder().relativeFiles(plan.groups().get(0)))
                .containsExactly(
                        lane + "dt=2024-08-09/1.snappy.parquet",
                        lane + "dt=2024-08-09/9.snappy.parquet",
                        lane + "dt=2024-08-09/10.snappy.parquet",
                        lane + "dt=2024-08-10/1.parquet");
        assertThat(plan.rows()).isEqualTo(4);
        assertThat(plan.bytes()).isEqualTo(plan.groups().get(0).bytes()).isPositive();
    }

    @Test
    void readsHiveFilesWithoutColumnsForExchangeAndSymbol() {
        Path file = root.resolve("deltas/exchange=OKX/symbol=BTC%2FUSDT/dt=2024-08-09/1.parquet");
        DeltaFileWriter.of(ANONYMOUS).write(file, List.of(DeltaRow.bid("X", 1)));
        assertThat(PlanFixture.of(root).plan().lanes())
                .extracting(Lane::id)
                .containsExactly(new LaneId("OKX", "BTC/USDT"));
    }

    @Test
    void takesAnInputInsideALane() {
        folder().write(
                        "deltas/exchange=BINANCE/symbol=BTC-USDT/1.parquet",
                        DeltaRow.bid("BTC-USDT", 1));
        Path lane = root.resolve("deltas/exchange=BINANCE/symbol=BTC-USDT");
        assertThat(PlanFixture.of(lane).plan().laneIds()).containsExactly(BTC);
        assertThat(PlanFixture.of(lane.resolve("1.parquet")).plan().laneIds()).containsExactly(BTC);
    }

    @Test
    void takesTheExchangeFromTheColumnAndElseFromTheOption() {
        folder().write("deltas/symbol=BTC-USDT/1.parquet", DeltaRow.bid("BTC-USDT", 1));
        assertThat(PlanFixture.of(root).plan().laneIds()).containsExactly(BTC);
        Path other = root.resolve("other/symbol=BTC-USDT/1.parquet");
        DeltaFileWriter.of(ANONYMOUS).write(other, List.of(DeltaRow.bid("X", 1)));
        assertThat(PlanFixture.of(root.resolve("other")).plan().laneIds())
                .containsExactly(new LaneId("UNKNOWN", "BTC-USDT"));
    }

    @Test
    void makesALaneOfEverySymbolOfFlatFiles() {
        folder().write("b/2.parquet", DeltaRow.bid("BTC-USDT", 2));
        folder().write("b/10.parquet", DeltaRow.bid("BTC-USDT", 3));
        folder().write("b/1.parquet", DeltaRow.bid("ETH-USDT", 1));
        LanePlan plan = PlanFixture.of(root.resolve("b")).plan();
        assertThat(plan.groups()).hasSize(2);
        assertThat(folder().relativeFiles(PlanFolder.groupOf(plan, BTC)))
                .containsExactly("b/2.parquet", "b/10.parquet");
        assertThat(folder().relativeFiles(PlanFolder.groupOf(plan, ETH)))
                .containsExactly("b/1.parquet");
    }

    @Test
    void joinsTheLanesThatShareFiles() {
        folder().write("1.parquet", DeltaRow.bid("A", 1), DeltaRow.bid("B", 1));
        folder().write("2.parquet", DeltaRow.bid("C", 1));
        folder().write("3.parquet", DeltaRow.bid("B", 1), DeltaRow.bid("D", 1));
        LanePlan plan = PlanFixture.of(root).plan();
        assertThat(plan.groups()).hasSize(2);
        assertThat(PlanFolder.groupOf(plan, new LaneId("BINANCE", "D")).lanes())
                .extracting(lane -> lane.id().symbol())
                .containsExactly("A", "B", "D");
        assertThat(folder().relativeFiles(PlanFolder.groupOf(plan, new LaneId("BINANCE", "A"))))
                .containsExactly("1.parquet", "3.parquet");
        assertThat(plan.groups())
                .extracting(LaneGroup::id)
                .containsExactlyInAnyOrder("BINANCE:A and 2 more", "BINANCE:C");
    }

    @Test
    void findsSymbolsWhereNoDictionaryTells() {
        List<DeltaRow> rows = DeltaRow.market(3, 25_000, "BTC-USDT", "ETH-USDT", "X", "Y");
        DeltaFileWriter.plain().rowsPerGroup(4_000).write(root.resolve("1.parquet"), rows);
        Path second = root.resolve("2.parquet");
        DeltaFileWriter.plain().withoutDictionary().write(second, rows);
        LanePlan plan = PlanFixture.of(root).plan();
        assertThat(plan.lanes())
                .extracting(lane -> lane.id().symbol())
                .containsExactly("BTC-USDT", "ETH-USDT", "X", "Y");
        assertThat(plan.groups()).hasSize(1);
    }

    @Test
    void takesTheSymbolFromTheOptionLast() {
        Path file = root.resolve("1.parquet");
        DeltaFileWriter.of(ANONYMOUS).write(file, List.of(DeltaRow.bid("X", 1)));
        assertThat(PlanFixture.of(root).symbol("BTC-USDT").plan().laneIds())
                .containsExactly(new LaneId("UNKNOWN", "BTC-USDT"));
        PlanFolder.refuses(
                PlanFixture.of(root),
                "[" + file + "] row group 0, row 0: the symbol must be known");
    }

    @Test
    void readsNoTradesAlone() {
        folder().write(
                        "trades/exchange=BINANCE/symbol=BTC-USDT/1.parquet",
                        DeltaRow.bid("BTC-USDT", 1));
        PlanFolder.refuses(
                PlanFixture.of(root),
                "must hold files (*.parquet) of deltas or of book snapshots, but holds none, only other tables: [%s]"
                        .formatted(root.resolve("trades")));
        folder().write(
                        "deltas/exchange=BINANCE/symbol=BTC-USDT/1.parquet",
                        DeltaRow.bid("BTC-USDT", 1));
        LanePlan plan = PlanFixture.of(root).deltasOnly().plan();
        assertThat(folder().relativeFiles(plan.groups().get(0)))
                .containsExactly("deltas/exchange=BINANCE/symbol=BTC-USDT/1.parquet");
    }

    @Test
    void readsOnlyTheDeltasOfAFlatFolder() {
        folder().write("flat/deltas.parquet", DeltaRow.bid("BTC-USDT", 1));
        folder().write("flat/trades.parquet", DeltaRow.bid("ETH-USDT", 1));
        folder().write("flat/book.snappy.parquet", DeltaRow.bid("ETH-USDT", 1));
        assertThat(PlanFixture.of(root.resolve("flat")).deltasOnly().plan().laneIds())
                .containsExactly(BTC);
    }

    @Test
    void ignoresHiddenAndTemporaryFiles() throws IOException {
        folder().write("1.parquet", DeltaRow.bid("BTC-USDT", 1));
        for (String name :
                List.of(
                        ".2.parquet",
                        "_3.parquet",
                        "_temporary/4.parquet",
                        ".hidden/5.parquet",
                        "6.csv")) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), "no Parquet");
        }
        assertThat(folder().relativeFiles(PlanFixture.of(root).plan().groups().get(0)))
                .containsExactly("1.parquet");
    }

    @Test
    void choosesDays() {
        for (int day = 1; day <= 5; day++) {
            folder().write(
                            "deltas/symbol=BTC-USDT/dt=2024-08-0" + day + "/1.parquet",
                            DeltaRow.bid("BTC-USDT", day));
        }
        assertThat(days("2024-08-02", "2024-08-04")).containsExactly("02", "03", "04");
        assertThat(days("2024-08-04", null)).containsExactly("04", "05");
        assertThat(days(null, "2024-08-01")).containsExactly("01");
        PlanFolder.refuses(
                PlanFixture.of(root).days("2025-01-01", null),
                "some dt folder must lie in the days from 2025-01-01 on, but none does");
    }

    private List<String> days(String first, String last) {
        List<String> days = new ArrayList<>();
        LanePlan plan = PlanFixture.of(root).days(first, last).plan();
        for (PlannedFile file : plan.groups().get(0).files()) {
            days.add(file.path().replaceFirst(".*/dt=2024-08-", "").replaceFirst("/.*", ""));
        }
        return days;
    }

    @Test
    void refusesDaysWhereThereAreNoDayFolders() {
        Path file = folder().write("deltas/symbol=BTC-USDT/1.parquet", DeltaRow.bid("BTC-USDT", 1));
        PlanFolder.refuses(
                PlanFixture.of(root).days("2024-08-01", null),
                "[%s] must lie in a folder dt=YYYY-MM-DD to be chosen by day, but lies in none; leave out --from and --to"
                        .formatted(file));
        folder().write(
                        "deltas/symbol=BTC-USDT/dt=yesterday/1.parquet",
                        DeltaRow.bid("BTC-USDT", 1));
        assertThatThrownBy(
                        () ->
                                PlanFixture.of(root.resolve("deltas/symbol=BTC-USDT/dt=yesterday"))
                                        .days(null, "2024-08-01")
                                        .plan())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("but lies in dt=yesterday");
    }

    @Test
    void choosesSymbols() {
        folder().write("1.parquet", DeltaRow.bid("A", 1), DeltaRow.bid("B", 1));
        folder().write("2.parquet", DeltaRow.bid("C", 1));
        LanePlan plan = PlanFixture.of(root).symbols("B").plan();
        assertThat(plan.lanes()).extracting(lane -> lane.id().symbol()).containsExactly("B");
        assertThat(folder().relativeFiles(plan.groups().get(0))).containsExactly("1.parquet");
        assertThat(plan.groups().get(0).unlisted()).isEqualTo(UnlistedLanes.DROP);
        PlanFolder.refuses(
                PlanFixture.of(root).symbols("B", "Z"),
                "every symbol asked for must be in the input, but [Z] is not; there are [A, B, C]");
    }

    @Test
    void doesNotOpenFilesOfSymbolsThatAreNotWanted() throws IOException {
        folder().write("deltas/symbol=BTC-USDT/1.parquet", DeltaRow.bid("BTC-USDT", 1));
        Path broken = root.resolve("deltas/symbol=ETH-USDT/1.parquet");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "no Parquet");
        assertThat(PlanFixture.of(root).symbols("BTC-USDT").plan().laneIds()).containsExactly(BTC);
    }

    @Test
    void refusesOneSymbolFromTwoPlaces() {
        folder().write(
                        "one/deltas/exchange=BINANCE/symbol=BTC-USDT/1.parquet",
                        DeltaRow.bid("BTC-USDT", 1));
        folder().write("two/flat/7.parquet", DeltaRow.bid("BTC-USDT", 1));
        Path two = root.resolve("two/flat");
        PlanFolder.refuses(
                PlanFixture.of(root.resolve("one"), two),
                "a symbol of an exchange must come from one place, but BINANCE:BTC-USDT is in %s and in %s"
                        .formatted(
                                root.resolve("one/deltas/exchange=BINANCE/symbol=BTC-USDT"), two));
        PlanFolder.refuses(PlanFixture.of(root), "BINANCE:BTC-USDT is in ");
    }

    @Test
    void takesOneSymbolOfTwoExchangesForTwoLanes() {
        folder().write(
                        "deltas/exchange=BINANCE/symbol=BTC-USDT/1.parquet",
                        DeltaRow.bid("BTC-USDT", 1));
        folder().write(
                        "deltas/exchange=OKX/symbol=BTC-USDT/1.parquet",
                        DeltaRow.bid("BTC-USDT", 1).withExchange("OKX"));
        assertThat(PlanFixture.of(root).plan().laneIds())
                .containsExactly(BTC, new LaneId("OKX", "BTC-USDT"));
    }

    @Test
    void refusesAFileBelowTwoInputs() {
        Path file = folder().write("deltas/symbol=BTC-USDT/1.parquet", DeltaRow.bid("BTC-USDT", 1));
        PlanFolder.refuses(
                PlanFixture.of(root, root.resolve("deltas")),
                "[%s] must be below one input only, but is below %s and %s"
                        .formatted(file, root, root.resolve("deltas")));
    }

    @Test
    void refusesAColumnThatContradictsThePath() {
        Path file = folder().write("deltas/symbol=BTC-USDT/1.parquet", DeltaRow.bid("ETH-USDT", 1));
        PlanFolder.refuses(
                PlanFixture.of(root),
                "[%s] row group 0, row 0: the columns exchange and symbol must agree with the path, but symbol is BTC-USDT in the path and ETH-USDT in the column"
                        .formatted(file));
    }

    @Test
    void refusesInputsWithNothingToRead() {
        PlanFolder.refuses(
                PlanFixture.of(root.resolve("none")),
                "[" + root.resolve("none") + "] must be a folder or a file, but does not exist");
        PlanFolder.refuses(
                PlanFixture.of(root),
                "[%s] must hold files (*.parquet) of deltas or of book snapshots, but holds none"
                        .formatted(root));
        folder().write("1.parquet");
        PlanFolder.refuses(
                PlanFixture.of(root),
                "the input must hold rows of some symbol, but its 1 files" + " are empty");
    }

    private PlanFolder folder() {
        return new PlanFolder(root);
    }
}
