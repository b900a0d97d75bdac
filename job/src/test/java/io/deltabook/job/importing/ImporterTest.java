// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.SideValues;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.dialect.TimeUnits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImporterTest {
    private static final String TIME = "1723075200000000000,";

    @TempDir private Path folder;
    private CsvFolder csv;

    @BeforeEach
    void begin() {
        csv = new CsvFolder(folder);
    }

    private static TableFormat columns(Map<DeltaField, String> names) {
        return new TableFormat(null, names, TimeUnits.OF_DIALECT, SideValues.NONE, false);
    }

    @Test
    void deltasOfTardisBecomeNativeRows() throws Exception {
        csv.file(
                "binance_incremental_book_L2_2024-08-08_BTC.csv.gz",
                CsvFolder.TARDIS + CsvFolder.FIRST + CsvFolder.SECOND);

        ImportedFile file = CsvFolder.only(csv.run());

        assertThat(file.parts())
                .containsExactly("deltas/exchange=binance/symbol=BTC/dt=2024-08-08/1.parquet");
        assertThat(file.lines()).isEqualTo(2);
        csv.assertRows(
                """
                                select exchange, symbol, dt, origin_time, received_time, is_snapshot,
                                    side, price::varchar, new_quantity::varchar
                                from $deltas order by file_row_number
                                """,
                "binance|BTC|2024-08-08|2024-08-08 00:00:00.0|2024-08-08 00:00:00.000001|true|bid|100.50000000|2.00000000",
                "binance|BTC|2024-08-08|2024-08-08 00:00:00.1|2024-08-08 00:00:00.100001|false|ask|101.25000000|0.00000001");
    }

    @Test
    void tradesOfTardisKeepIdsOfAnyKindAndUnknownSides() throws Exception {
        String header = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n";
        csv.file(
                "bitmex_trades_2024-08-08_XBTUSD.csv.gz",
                header
                        + "bitmex,XBTUSD,1723075200000000,1723075200000001,1,buy,100,5\n"
                        + "bitmex,XBTUSD,1723075200000000,1723075200000001,0d9b-7f,unknown,100.5,5\n"
                        + "bitmex,XBTUSD,1723075200000000,1723075200000001,,sell,100.5,5\n");

        CsvFolder.only(csv.run());

        csv.assertRows(
                "select trade_id, side, price from $trades order by file_row_number",
                "1|buy|100.00000000",
                "0d9b-7f|unknown|100.50000000",
                "null|sell|100.50000000");
    }

    @Test
    void booksOfTardisBecomeWideRows() throws Exception {
        csv.file(
                "deribit_book_snapshot_5_2024-08-08_BTC-PERPETUAL.csv.gz",
                "exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,"
                        + "bids[0].price,bids[0].amount,asks[1].price,asks[1].amount,"
                        + "bids[1].price,bids[1].amount\n"
                        + "deribit,BTC-PERPETUAL,1723075200000000,1723075200000001,101,1,100,2,102,3,,\n");

        CsvFolder.only(csv.run());

        csv.assertRows(
                """
                                select ask_0_price, ask_0_size, bid_0_price, bid_0_size, ask_1_price,
                                    ask_1_size, bid_1_price, bid_1_size, received_time from $book
                                """,
                "101.00000000|1.00000000|100.00000000|2.00000000|102.00000000|3.00000000|null|null|2024-08-08 00:00:00.000001");
    }

    @Test
    void anyOtherFileIsReadByTheNamesThatTheUserGives() throws Exception {
        csv.file(
                "x.csv",
                "ts;seq;dir;px;qty\n1723075200123;7;1;1e-7;5\n1723075200124;8.0;-1;0.5;0\n");
        Map<DeltaField, String> names =
                Map.of(
                        DeltaField.EVENT_TIME, "ts",
                        DeltaField.UPDATE_ID, "seq",
                        DeltaField.SIDE, "dir",
                        DeltaField.PRICE, "px",
                        DeltaField.QUANTITY, "qty");
        SideValues sides = new SideValues(List.of("1"), List.of("-1"));
        TableFormat columns = new TableFormat(null, names, TimeUnits.OF_DIALECT, sides, false);

        CsvFolder.only(csv.run(csv.settings(columns, "ETH")));

        csv.assertRows(
                """
                                select exchange, symbol, dt, origin_time, update_id, side,
                                    price::varchar, new_quantity::varchar from $deltas order by file_row_number
                                """,
                "UNKNOWN|ETH|2024-08-08|2024-08-08 00:00:00.123|7|bid|0.00000010|5.00000000",
                "UNKNOWN|ETH|2024-08-08|2024-08-08 00:00:00.124|8|ask|0.50000000|0.00000000");
    }

    @Test
    void aFileWithoutHeaderIsReadByTheNumbersOfItsColumns() throws Exception {
        csv.file("x.csv", "7,1.5,2,1723075200,bid\n8,1.25,0,1723075201,ask\n");
        Map<DeltaField, String> numbers =
                Map.of(
                        DeltaField.UPDATE_ID, "1",
                        DeltaField.PRICE, "2",
                        DeltaField.QUANTITY, "3",
                        DeltaField.EVENT_TIME, "4",
                        DeltaField.SIDE, "5");

        assertThat(CsvFolder.only(csv.run(csv.settings(columns(numbers), "ETH"))).lines())
                .isEqualTo(2);

        csv.assertRows(
                "select update_id, price from $deltas order by file_row_number",
                "7|1.50000000",
                "8|1.25000000");
    }

    @Test
    void linesMayEndAndBeQuotedInAnyWay() throws Exception {
        String mark = "\uFEFF";
        csv.file(
                "x.csv",
                mark
                        + "origin_time,side,price,new_quantity,symbol\r\n"
                        + "\"1723075200000000000\",\"bid\",\"1.5\",2,\"A\"\"B,C\"\r\n"
                        + "\r\n"
                        + TIME
                        + " ask , 2.5,3 ,\"A\"\"B,C\"");

        assertThat(CsvFolder.only(csv.run()).rows()).isEqualTo(2);

        csv.assertRows(
                "select symbol, side, price from $deltas order by file_row_number",
                "A\"B,C|bid|1.50000000",
                "A\"B,C|ask|2.50000000");
    }

    @Test
    void everySymbolOfAFileGetsItsOwnFiles() throws Exception {
        StringBuilder rows = new StringBuilder("symbol,origin_time,side,price,new_quantity\n");
        for (int i = 0; i < 3_000; i++) {
            rows.append('S').append(i % 3).append(',').append(TIME).append("bid,1.5,").append(i);
            rows.append('\n');
        }
        csv.file("x.csv.gz", rows.toString());

        assertThat(CsvFolder.only(csv.run()).parts()).hasSize(3);

        csv.assertRows(
                """
                                select symbol, count(*), bool_and(new_quantity = file_row_number * 3
                                    + symbol[2]::int) from $deltas group by all order by all
                                """,
                "S0|1000|true",
                "S1|1000|true",
                "S2|1000|true");
    }

    @Test
    void theDayIsThatOfTheArrivalAndNeverGoesBack() throws Exception {
        csv.file(
                "x.csv",
                """
                origin_time,received_time,side,price,new_quantity
                2024-08-08 23:59:59.5,2024-08-08T23:59:59.9Z,bid,1,1
                2024-08-08 23:59:59.9,2024-08-09T00:00:00.000000001Z,bid,1,2
                2024-08-08 23:59:59.9,2024-08-08 23:59:59.999,bid,1,3
                2024-08-09 12:00:00,2077-01-01 00:00:00,bid,1,4
                2024-08-09 13:00:00,2024-08-09 13:00:00,bid,1,5
                2024-08-12 00:00:00,2024-08-12 00:00:00,bid,1,6
                2024-08-12 00:00:01,2024-08-12 00:00:01,bid,1,7
                """);

        CsvFolder.only(csv.run(csv.settings(TableFormat.BY_COLUMNS, "A")));

        csv.assertRows(
                """
                                select dt, string_agg(new_quantity::int, ' ' order by file_row_number)
                                from $deltas group by dt order by dt
                                """,
                "2024-08-08|1",
                "2024-08-09|2 3 4 5 6",
                "2024-08-12|7");
        csv.assertRows(
                "select epoch_ns(received_time) from $deltas where new_quantity = 2",
                "1723161600000000001");
    }

    @Test
    void linesThatCannotBeReadAreKeptAndMarked() throws Exception {
        csv.file(
                "x.csv",
                CsvFolder.TARDIS
                        + CsvFolder.FIRST
                        + "binance,BTC,17230752001x,1723075200100001,false,ask,101.25,1\n"
                        + "binance,BTC,1723075200100000,1723075200100001,perhaps,ask,101.25,1\n"
                        + "binance,BTC,1723075200100000,1723075200100001,false,up,101.25,1\n"
                        + "binance,BTC,1723075200100000,1723075200100001,false,ask,NaN,1\n"
                        + "binance,BTC,1723075200100000,1723075200100001,false,ask,101.25\n"
                        + "binance,BTC,1723075200100000,1723075200100001,false,ask,\"101.25,1\n"
                        + ",,1723075200100000,1723075200100001,false,ask,101.25,1\n"
                        + CsvFolder.SECOND);

        ImportedFile file = CsvFolder.only(csv.run());

        assertThat(file.lines()).isEqualTo(9);
        assertThat(file.rows()).isEqualTo(2);
        assertThat(file.rejects()).isEqualTo(7);
        csv.assertRows(
                "select line, reason, text, symbol, marked from $rejects order by line",
                "3|UNREADABLE_TIME|binance,BTC,17230752001x,1723075200100001,false,ask,101.25,1|BTC|true",
                "4|UNREADABLE_FLAG|binance,BTC,1723075200100000,1723075200100001,perhaps,ask,101.25,1|BTC|true",
                "5|UNREADABLE_SIDE|binance,BTC,1723075200100000,1723075200100001,false,up,101.25,1|BTC|true",
                "6|UNREADABLE_NUMBER|binance,BTC,1723075200100000,1723075200100001,false,ask,NaN,1|BTC|true",
                "7|FIELD_COUNT|binance,BTC,1723075200100000,1723075200100001,false,ask,101.25|null|true",
                "8|QUOTES|binance,BTC,1723075200100000,1723075200100001,false,ask,\"101.25,1|null|true",
                "9|UNREADABLE_NAME|,,1723075200100000,1723075200100001,false,ask,101.25,1|null|true");
        csv.assertRows(
                """
                                select epoch_us(origin_time), is_snapshot, side, price::double
                                from $deltas order by file_row_number
                                """,
                "1723075200000000|true|bid|100.5",
                "null|false|ask|101.25",
                "1723075200100000|null|ask|101.25",
                "1723075200100000|false|null|101.25",
                "1723075200100000|false|ask|null",
                "null|null|null|null",
                "null|null|null|null",
                "null|null|null|null",
                "1723075200100000|false|ask|101.25");
    }

    @Test
    void tradesThatCannotBeReadLeaveNoMark() throws Exception {
        csv.file(
                "x.csv",
                "origin_time,trade_id,side,price,quantity,symbol\n"
                        + TIME
                        + "1,buy,1x,1,A\n"
                        + TIME
                        + "2,sell,1.5,1,A\n");

        assertThat(CsvFolder.only(csv.run()).marks()).isZero();

        csv.assertRows("select trade_id, side from $trades", "2|sell");
        csv.assertRows("select line, marked from $rejects", "2|false");
    }

    @Test
    void aColumnThatDoesNotExistIsNamedWithTheWayOut() throws Exception {
        csv.file("x.csv", "origin_time,side,px,new_quantity\n");

        assertThat(csv.run(csv.settings(TableFormat.BY_COLUMNS, "A")).bad())
                .singleElement()
                .asString()
                .contains("a column must hold the price")
                .contains("origin_time, side, px, new_quantity")
                .contains("--set source.columns.price=COLUMN");
    }

    @Test
    void foldersOfTheInputSayExchangeSymbolAndDay() throws Exception {
        csv.file(
                "trades/exchange=E/symbol=S%2FT/dt=2024-01-02/1.csv",
                "origin_time,id,side,price,quantity\n" + TIME + "5,sell,2,1\n");

        CsvFolder.only(csv.run());

        csv.assertRows("select exchange, symbol, dt, trade_id from $trades", "E|S/T|2024-01-02|5");
    }

    @Test
    void rowsThatContradictTheirFolderAreRefused() throws Exception {
        csv.file("symbol=ETH/x.csv", CsvFolder.TARDIS + CsvFolder.FIRST);

        assertThat(csv.run().bad())
                .singleElement()
                .asString()
                .contains("the symbol must be the same in folder and rows, but is ETH and BTC");
    }
}
