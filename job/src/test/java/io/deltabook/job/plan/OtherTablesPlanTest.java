// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trades and book snapshots find the lane that they belong to. */
final class OtherTablesPlanTest {
    private static final LaneId BTC = new LaneId("BINANCE", "BTC-USDT");
    private static final LaneId ETH = new LaneId("BINANCE", "ETH-USDT");
    private static final String TRADES =
            """
            message trades {
              optional binary exchange (STRING);
              optional binary symbol (STRING);
              required int64 origin_time;
              required binary side (STRING);
              required double price;
              required double quantity;
            }""";
    private static final String BOOK =
            """
            message book {
              optional binary exchange (STRING);
              optional binary symbol (STRING);
              required int64 origin_time;
              required double bid_0_price;
              required double bid_0_size;
              required double ask_0_price;
              required double ask_0_size;
            }""";

    @TempDir Path root;

    @Test
    void tableFoldersJoinTheLaneOfTheirExchangeAndSymbol() {
        String lane = "/exchange=BINANCE/symbol=BTC-USDT/";
        deltas("book_delta_v2" + lane + "dt=2024-08-08/1.parquet", "BTC-USDT");
        for (String file :
                List.of(
                        "dt=2024-08-09/1.parquet",
                        "dt=2024-08-08/10.parquet",
                        "dt=2024-08-08/2.parquet")) {
            write("trades" + lane + file, TRADES, "BTC-USDT");
            write("book" + lane + file, BOOK, "BTC-USDT");
        }
        LaneGroup group = PlanFixture.of(root).plan().groups().get(0);
        assertThat(group.tables(BTC))
                .extracting(PlannedTable::table)
                .containsExactly(InputTable.BOOK, InputTable.TRADES);
        assertThat(files(group, BTC, InputTable.TRADES))
                .containsExactly(
                        "trades" + lane + "dt=2024-08-08/2.parquet",
                        "trades" + lane + "dt=2024-08-08/10.parquet",
                        "trades" + lane + "dt=2024-08-09/1.parquet");
    }

    @Test
    void theColumnsDecideWhereNoPathDoes() {
        deltas("a.parquet", "BTC-USDT");
        write("b.parquet", TRADES, "BTC-USDT");
        write("c.parquet", BOOK, "BTC-USDT");
        LaneGroup group = PlanFixture.of(root).plan().groups().get(0);
        assertThat(group.files()).hasSize(1);
        assertThat(files(group, BTC, InputTable.TRADES)).containsExactly("b.parquet");
        assertThat(files(group, BTC, InputTable.BOOK)).containsExactly("c.parquet");
        assertThat(PlanFixture.of(root).deltasOnly().plan().files()).hasSize(1);
    }

    @Test
    void moreTablesThanOneReaderMayHoldOpenAreRefused() {
        String[] symbols =
                IntStream.range(0, 501).mapToObj("S%03d"::formatted).toArray(String[]::new);
        deltas("a.parquet", symbols);
        write("b.parquet", TRADES, symbols);
        assertThatThrownBy(() -> PlanFixture.of(root).plan())
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(
                        "[%s] symbols that share files of deltas must have at most 500 tables of trades and book snapshots together, but 501 symbols have 501: "
                                .formatted(root.resolve("a.parquet")));
        assertThat(PlanFixture.of(root).deltasOnly().plan().groups()).hasSize(1);
    }

    @Test
    void daysAndSymbolsAreChosenInAllTables() {
        for (String symbol : List.of("BTC-USDT", "ETH-USDT")) {
            for (String day : List.of("2024-08-08", "2024-08-09")) {
                String place = "/exchange=BINANCE/symbol=" + symbol + "/dt=" + day + "/1.parquet";
                deltas("deltas" + place, symbol);
                write("trades" + place, TRADES, symbol);
            }
        }
        LanePlan plan = PlanFixture.of(root).symbols("ETH-USDT").days("2024-08-09", null).plan();
        assertThat(plan.laneIds()).containsExactly(ETH);
        assertThat(files(plan.groups().get(0), ETH, InputTable.TRADES))
                .containsExactly("trades/exchange=BINANCE/symbol=ETH-USDT/dt=2024-08-09/1.parquet");
    }

    @Test
    void aLaneOfTradesAloneIsRefused() {
        deltas("deltas/1.parquet", "BTC-USDT");
        Path file = write("trades/1.parquet", TRADES, "BTC-USDT", "ETH-USDT");
        PlanFolder.refuses(
                PlanFixture.of(root),
                "[%s] a lane must have deltas or book snapshots, but BINANCE:ETH-USDT has only trades; select lanes with --symbols, or leave the table out with source.trades: ignore"
                        .formatted(file));
        LanePlan chosen = PlanFixture.of(root).symbols("BTC-USDT").plan();
        assertThat(files(chosen.groups().get(0), BTC, InputTable.TRADES)).hasSize(1);
    }

    @Test
    void aLaneOfBookSnapshotsAloneIsALaneOfItsOwn() {
        deltas("deltas/1.parquet", "BTC-USDT");
        write("book/1.parquet", BOOK, "BTC-USDT", "ETH-USDT");
        write("trades/1.parquet", TRADES, "ETH-USDT");
        LanePlan plan = PlanFixture.of(root).plan();
        assertThat(plan.laneIds()).containsExactly(BTC, ETH);
        LaneGroup books = plan.groups().get(plan.groups().get(0).files().isEmpty() ? 0 : 1);
        assertThat(books.lanes().get(0).id()).isEqualTo(ETH);
        assertThat(books.lanes().get(0).snapshots()).isEqualTo(LaneSnapshots.BOOKS);
        assertThat(books.lanes().get(0).mode()).isEqualTo(SequenceMode.NONE);
        assertThat(books.tables(ETH))
                .extracting(PlannedTable::table)
                .containsExactly(InputTable.BOOK, InputTable.TRADES);
    }

    @Test
    void differencesOfBooksHaveNoOtherModeThanNone() {
        write("book/1.parquet", BOOK, "ETH-USDT");
        LanePlan plan = PlanFixture.of(root).differences().plan();
        assertThat(plan.lanes().get(0).snapshots()).isEqualTo(LaneSnapshots.DIFFERENCES);
        PlanFolder.refuses(
                PlanFixture.of(root).differences().mode(SequenceMode.RANGE),
                "sequence.mode must be auto or none for BINANCE:ETH-USDT, which has book snapshots and no deltas, where snapshot.diff is true, but is range");
    }

    @Test
    void tradesOfALaneComeFromOnePlace() {
        deltas("deltas/1.parquet", "BTC-USDT");
        write("one/trades/exchange=BINANCE/1.parquet", TRADES, "BTC-USDT");
        write("two/trades/exchange=BINANCE/1.parquet", TRADES, "BTC-USDT");
        PlanFolder.refuses(
                PlanFixture.of(root),
                "a symbol of an exchange must come from one place, but BINANCE:BTC-USDT is in "
                        + root.resolve("one/trades/exchange=BINANCE"));
    }

    @Test
    void aFileThatTwoLanesShareIsCountedOnce() {
        deltas("deltas/exchange=BINANCE/symbol=BTC-USDT/1.parquet", "BTC-USDT");
        deltas("deltas/exchange=BINANCE/symbol=ETH-USDT/1.parquet", "ETH-USDT");
        write("trades/1.parquet", TRADES, "BTC-USDT", "ETH-USDT", "ETH-USDT");
        LanePlan plan = PlanFixture.of(root).plan();
        assertThat(plan.groups()).hasSize(2);
        assertThat(plan.groups()).allMatch(group -> group.tables().size() == 1);
        assertThat(plan.rows()).isEqualTo(2 + 3);
        assertThat(plan.rows(InputTable.TRADES)).isEqualTo(3);
        assertThat(plan.files()).hasSize(3);
    }

    private List<String> files(LaneGroup group, LaneId lane, InputTable table) {
        return group.tables(lane).stream()
                .filter(planned -> planned.table() == table)
                .flatMap(planned -> planned.files().stream())
                .map(file -> root.relativize(Path.of(file.path())).toString())
                .toList();
    }

    private void deltas(String path, String... symbols) {
        List<DeltaRow> rows =
                List.of(symbols).stream().map(symbol -> DeltaRow.bid(symbol, 1)).toList();
        DeltaFileWriter.plain().write(root.resolve(path), rows);
    }

    private Path write(String path, String schema, String... symbols) {
        List<DeltaRow> rows =
                List.of(symbols).stream()
                        .map(symbol -> DeltaRow.bid(symbol, 1).withSide("buy"))
                        .toList();
        return DeltaFileWriter.of(schema).write(root.resolve(path), rows);
    }
}
