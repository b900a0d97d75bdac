// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.profile.DeltaFileFacts;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trades and wide book snapshots as DuckDB writes them. */
final class OtherTablesTest {
    private static final long TIME = 1_723_161_599_000_000_000L;

    @TempDir Path folder;

    @Test
    void readsTradesUnderTheNamesOfTheContract() throws IOException {
        write(
                """
                select make_timestamp_ns(%d) origin_time, make_timestamp_ns(%d + 5) received_time,
                    7::bigint trade_id, 'buy' side, 1.5::double price, 0::double quantity
                union all select null, null, null, 'SELL', 2, 3
                """
                        .formatted(TIME, TIME));
        assertThat(lines(InputTable.TRADES))
                .containsExactly(
                        "TRADES 0 0 5 id=7 BID 150000000 0",
                        "TRADES 1 - - id=- ASK 200000000 300000000");
    }

    @Test
    void readsTradesOfTardisInMicroseconds() throws IOException {
        write(
                """
                select %d::bigint "timestamp", %d::bigint local_timestamp, 'a-1' id, 'sell' side,
                    1.5::double price, 2::double amount, 'XRP' symbol
                """
                        .formatted(TIME / 1_000, TIME / 1_000 + 1));
        assertThat(lines(InputTable.TRADES))
                .containsExactly("TRADES 0 0 1000 id=unusable ASK 150000000 200000000");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "5::bigint, 5",
                "-5::integer, -5",
                "4294967295::uinteger, 4294967295",
                "9223372036854775807::bigint, 9223372036854775807",
                "18446744073709551615::ubigint, unusable",
                "9007199254740991::double, 9007199254740991",
                "9007199254740992::double, unusable",
                "1.5::double, unusable",
                "'nan'::double, -",
                "'inf'::double, unusable",
                "'9223372036854775807', 9223372036854775807",
                "'9223372036854775808', unusable",
                "'-12', -12",
                "'007', unusable",
                "'+7', unusable",
                "'', unusable",
                "'0x1f', unusable",
                "null::varchar, -",
                "null::bigint, -",
            })
    void keepsOnlyTradeIdsThatAreExactlyAnInteger(String value, String id) throws IOException {
        write(
                """
                select %d::bigint origin_time, %s trade_id, 'buy' side, 1::double price,
                    1::double quantity
                """
                        .formatted(TIME, value));
        assertThat(lines(InputTable.TRADES))
                .containsExactly("TRADES 0 0 - id=" + id + " BID 100000000 100000000");
    }

    @ParameterizedTest
    @CsvSource({
        "null, 1, 'buy', NULL_PRICE",
        "0, 1, 'buy', NON_POSITIVE_PRICE",
        "1, null, 'buy', NULL_QUANTITY",
        "1, -1, 'buy', NEGATIVE_QUANTITY",
        "1, 'nan', 'buy', NAN_QUANTITY",
        "'inf', 1, 'buy', INFINITE_PRICE",
        "1, 1, null, NULL_SIDE",
        "1, 1, 'bid', UNKNOWN_SIDE",
        "1, 1, 'unkown', UNKNOWN_SIDE",
        "1, 0.000000001, 'buy', QUANTITY_SCALE",
        "1e12, 1, 'buy', PRICE_OVERFLOW",
    })
    void rejectsTradesByTheListOfReasons(String price, String quantity, String side, String reason)
            throws IOException {
        String quotedSide = side.equals("null") ? "null::varchar" : "'" + side + "'";
        write(
                """
                select %d::bigint origin_time, 9::bigint trade_id, %s side,
                    %s::double price, %s::double quantity
                """
                        .formatted(TIME, quotedSide, quoted(price), quoted(quantity)));
        assertThat(lines(InputTable.TRADES)).singleElement().asString().contains(" " + reason);
    }

    @Test
    void endsASideOfABookAtALevelThatIsNullNanOrZero() throws IOException {
        write(
                "%s union all %s union all %s"
                        .formatted(
                                book("3, 1, 2, 1, 1, 1", "4, 1, null, 1, 6, -1"),
                                book("3, 1, 2, 0, 1, 1", "4, 1, 5, 'nan', 6, 1"),
                                book("null, 1, 2, 1, 1, 1", "0, 1, 2, 1, 1, 1")));
        assertThat(lines(InputTable.BOOK))
                .containsExactly(
                        "BOOK 0 0 - id=8 BID 300000000 100000000",
                        "BOOK 0 0 - id=8 BID 200000000 100000000",
                        "BOOK 0 0 - id=8 BID 100000000 100000000",
                        "BOOK 0 0 - id=8 ASK 400000000 100000000",
                        "BOOK 1 0 - id=8 BID 300000000 100000000",
                        "BOOK 1 0 - id=8 ASK 400000000 100000000",
                        "BOOK 2 0 - id=8 BID 0 0");
    }

    /** Of several faults the first of the list, wherever in the row it is. */
    @Test
    void rejectsAWholeRowOfABookForOneBadLevel() throws IOException {
        write(
                "%s union all %s"
                        .formatted(
                                book("3, 1, 2, -1, 1, 1", "4, 1, -5, 1, 6, 1"),
                                book("3, 1, 2, 'inf', 1, 1", "4, 1, 5, 1, 6, 1")));
        assertThat(lines(InputTable.BOOK))
                .containsExactly(
                        "BOOK 0 0 - id=8 NON_POSITIVE_PRICE ASK -5.0 1.0",
                        "BOOK 1 0 - id=8 INFINITE_QUANTITY BID 2.0 Infinity");
    }

    @Test
    void namesWhatIsMissingInABook() {
        write("select 1::bigint origin_time, 1::double bid_0_price, 1::double bid_0_size");
        assertThatThrownBy(() -> lines(InputTable.BOOK))
                .isInstanceOf(BadFileException.class)
                .hasMessage(
                        "[%s] a column for the price of level 0 must be there, named ask_0_price, but the columns are origin_time, bid_0_price, bid_0_size",
                        file());
        write(
                """
                select 1::bigint origin_time, 1::double bid_0_price, 1::double bid_0_size,
                    1::double ask_0_price, 1::double ask_0_size, 1::double ask_1_size
                """);
        assertThatThrownBy(() -> lines(InputTable.BOOK))
                .hasMessageContaining("for the price of level 1 must be there, named ask_1_price");
    }

    @Test
    void namesWhatIsMissingInTrades() {
        write("select 1::bigint origin_time, 'buy' side, 1::double price");
        assertThatThrownBy(() -> lines(InputTable.TRADES))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith(
                        "[%s] a column for the quantity must be there, named quantity or amount, but the columns are origin_time, side, price"
                                .formatted(file()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 bid_0_price, 1 price, 'a' side | BOOK",
                "1 origin_time, [[1.0, 1.0]] bids, [[2.0, 1.0]] asks | BOOK",
                "1 origin_time, [1.0] bid_prices, [1.0] ask_prices | BOOK",
                "1 origin_time, 1.0 price, 'bid' side, '[]' bids, '[]' asks | DELTAS",
                "1 origin_time, 1.0 price, 1.0 quantity, 'buy' side | TRADES",
                "1 \"timestamp\", 1.0 price, 1.0 amount, 'buy' side, 'x' id | TRADES",
                "1 \"timestamp\", 1.0 price, 1.0 amount, 'bid' side, true is_snapshot | DELTAS",
                "1 origin_time, 1.0 price, 1.0 new_quantity, 'bid' side, 1 update_id | DELTAS",
                "1 a, 2 b | DELTAS",
            })
    void tellsTheTableFromTheColumns(String columns, InputTable table) throws IOException {
        write("select " + columns);
        assertThat(DeltaFileFacts.tableOf(file(), TableFormat.BY_COLUMNS)).isEqualTo(table);
    }

    /** Every row from a time on is read, whatever the statistics let be skipped. */
    @Test
    void skipsNoRowGroupThatMayHoldALaterTime() throws IOException {
        List<DeltaRow> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Long event = i % 10 == 5 ? null : TIME + i;
            Long arrival = i % 20 == 5 ? TIME + 200 : TIME + i / 2;
            rows.add(
                    new DeltaRow(null, "A", event, arrival, 1L, null, null, null, "buy", "1", "1"));
        }
        DeltaFileWriter.of(
                        """
                        message trades {
                          optional int64 origin_time;
                          optional int64 received_time;
                          optional int64 trade_id;
                          required binary side (STRING);
                          required double price;
                          required double quantity;
                        }\
                        """)
                .rowsPerGroup(3)
                .write(file(), rows);
        for (EventClock clock : EventClock.values()) {
            for (long from = 0; from < 210; from++) {
                long wanted = TIME + from;
                List<Long> late = new ArrayList<>();
                for (int i = 0; i < rows.size(); i++) {
                    if (time(rows.get(i), clock) >= wanted) {
                        late.add((long) i);
                    }
                }
                List<Long> read = new ArrayList<>();
                for (DeltaBatch batch : read(InputTable.TRADES, clock, wanted)) {
                    for (int i = 0; i < batch.size(); i++) {
                        read.add(batch.fileRow(i));
                    }
                }
                assertThat(read).as("%s from %s", clock, from).containsAll(late);
                if (late.isEmpty()) {
                    assertThat(read).as("%s from %s", clock, from).hasSizeLessThan(50);
                }
            }
        }
    }

    private static long time(DeltaRow row, EventClock clock) {
        return clock == EventClock.ARRIVAL || row.event() == null ? row.arrival() : row.event();
    }

    private static String quoted(String number) {
        return number.equals("null")
                        || Character.isDigit(number.charAt(0))
                        || number.startsWith("-")
                ? number
                : "'" + number + "'";
    }

    /** A row with three levels per side: price and quantity in turns. */
    private static String book(String bids, String asks) {
        StringBuilder columns = new StringBuilder();
        for (String side : List.of("bid", "ask")) {
            String[] values = (side.equals("bid") ? bids : asks).split(", ");
            for (int i = 0; i < values.length; i++) {
                columns.append(", ")
                        .append(values[i])
                        .append("::double ")
                        .append(side)
                        .append('_')
                        .append(i / 2)
                        .append(i % 2 == 0 ? "_price" : "_size");
            }
        }
        return "select " + TIME + "::bigint \"timestamp\", 8::bigint sequence_number" + columns;
    }

    private void write(String query) {
        DuckDb.run("copy (" + query + ") to '" + file() + "' (format parquet)");
    }

    private Path file() {
        return folder.resolve("table.parquet");
    }

    private List<DeltaBatch> read(InputTable table, EventClock clock, long from)
            throws IOException {
        RowOwners owners = new RowOwners("X", "XRP", "UNKNOWN", null);
        return DeltaReads.drain(
                ParquetDeltaReader.openSince(
                        file(),
                        table,
                        TableFormat.BY_COLUMNS,
                        owners,
                        Lanes.lane("X", "XRP", 8, 8),
                        UnlistedLanes.DROP,
                        clock,
                        from));
    }

    private List<String> lines(InputTable table) throws IOException {
        List<String> lines = new ArrayList<>();
        for (DeltaBatch batch : read(table, EventClock.EVENT, 0)) {
            for (int i = 0; i < batch.size(); i++) {
                lines.add(line(batch, i));
            }
        }
        return lines;
    }

    private static String line(DeltaBatch batch, int i) {
        String start =
                "%s %s %s %s id=%s "
                        .formatted(
                                batch.table(i),
                                batch.fileRow(i),
                                sinceTime(batch.eventTime(i)),
                                sinceTime(batch.arrivalTime(i)),
                                id(batch.updateId(i)));
        if (batch.rejectCode(i) == RejectReason.USABLE) {
            return start + batch.side(i) + " " + batch.price(i) + " " + batch.quantity(i);
        }
        DeltaBatch.RawRow raw =
                batch.rejected().stream().filter(row -> row.index() == i).findFirst().orElseThrow();
        return "%s%s %s %s %s"
                .formatted(
                        start,
                        RejectReason.ofCode(batch.rejectCode(i)),
                        raw.side(),
                        raw.price(),
                        raw.quantity());
    }

    private static String sinceTime(long nanos) {
        return nanos == Missing.TIME ? "-" : String.valueOf(nanos - TIME);
    }

    private static String id(long id) {
        return id == Missing.ID ? "-" : id == Missing.UNUSABLE_ID ? "unusable" : "" + id;
    }
}
