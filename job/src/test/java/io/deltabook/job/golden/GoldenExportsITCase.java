// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.export.testing.ExportedBooks;
import io.deltabook.job.export.testing.ExportedRow;
import io.deltabook.job.export.testing.NpzEvents;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real capture with two major gaps, exported, read back by the rules of each format and replayed:
 * the books are those of another program's truth, and there are none where the truth stops.
 */
final class GoldenExportsITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String FAULT = "faults/gap_major_lagged";

    @TempDir private static Path folder;

    private static Path output;

    @BeforeAll
    static void run() throws Exception {
        output = folder.resolve("out");
        TestRun.of(output, Golden.path(FAULT + "/native")).on(CLUSTER);
    }

    private static Path export(String format) throws IOException {
        Path exported = folder.resolve(format);
        if (!Files.exists(exported)) {
            CommandLineRun.succeeds("export --to", format, "-o", exported, output);
        }
        return exported;
    }

    /** Books by time, of the last message of each. */
    private static Map<Long, String> truth() {
        Map<Long, String> truth = new HashMap<>();
        for (String row :
                DuckDb.rows(
                        "select origin_time, top20_sha256_16 from "
                                + Golden.csv(FAULT + "/truth/book_after_message.stop.csv"))) {
            String[] cells = row.split("\\|");
            truth.put(Long.parseLong(cells[0]), cells[1]);
        }
        return truth;
    }

    /** Times of messages that change a trusted book. */
    private static List<String> trustedTimes() {
        return DuckDb.rows(
                """
                select distinct epoch_ns(event_timestamp) from read_parquet('%s/events/**/*.parquet')
                where event_type = 'BOOK_DELTA' and book_state = 'LIVE' order by 1
                """
                        .formatted(output));
    }

    private static void assertBooks(List<ExportedRow> rows, int lost) {
        Map<Long, String> truth = truth();
        Map<Long, String> books = ExportedBooks.hashes(rows);
        assertThat(books.values()).filteredOn(ExportedBooks.EMPTY::equals).hasSize(lost);
        books.values().removeIf(ExportedBooks.EMPTY::equals);
        assertThat(books.keySet())
                .map(String::valueOf)
                .containsAll(trustedTimes())
                .hasSizeGreaterThan(3000);
        books.keySet().retainAll(truth.keySet());
        assertThat(books.keySet()).map(String::valueOf).containsAll(trustedTimes());
        books.forEach(
                (time, hash) -> assertThat(hash).as("at %d", time).isEqualTo(truth.get(time)));
    }

    @Test
    void tardisRowsGiveTheBooksOfTheTruth() throws IOException {
        assertBooks(ExportedBooks.tardis(export("tardis")), 0);
    }

    @Test
    void lakeRowsGiveTheBooksOfTheTruthAndNoneAfterAGap() throws IOException {
        assertBooks(ExportedBooks.lake(export("lake")), 2);
    }

    @Test
    void hftbacktestEventsGiveBothSidesTheBooksOfTheTruth() throws IOException {
        assertBooks(ExportedBooks.hftbacktest(export("hftbacktest"), false), 2);
        assertBooks(ExportedBooks.hftbacktest(export("hftbacktest"), true), 2);
    }

    @Test
    void nautilusDeltasGiveTheBooksOfTheTruth() throws IOException {
        assertBooks(ExportedBooks.nautilus(export("nautilus")), 2);
    }

    /** Arrivals of this capture lie more than a second before the events. */
    @Test
    void tradesAndArrivalsOfEachFormatAreThoseOfTheOutput() throws Exception {
        Path lake = folder.resolve("lake-out");
        RunOutput run =
                TestRun.of(lake, Golden.path("cases/spot_btcusdt_20240808/lake")).on(CLUSTER);
        for (String format : List.of("tardis", "lake", "nautilus", "hftbacktest")) {
            CommandLineRun.succeeds(
                    "export --to", format, "-o", folder.resolve("trades-" + format), lake);
        }

        List<String> trades =
                run.rows(
                        """
                        select trade_id, lower(trade_side), trade_price::varchar::double, trade_quantity::varchar::double,
                            epoch_us(event_timestamp), epoch_us(arrival_timestamp)
                        from $events where event_type = 'TRADE' order by event_seq
                        """);
        assertThat(trades).hasSizeGreaterThan(9_000);
        assertTrades(
                """
                select id, side, price::double, amount::double, "timestamp", local_timestamp
                from read_csv('%s/*_trades_*.csv.gz', header = true, parallel = false)
                """,
                "tardis", trades);
        assertTrades(
                """
                select id, side, price, amount, "timestamp" // 1000, receipt_timestamp // 1000
                from read_parquet('%s/trades/**/*.parquet')
                """,
                "lake", trades);
        assertTrades(
                """
                select trade_id, case aggressor_side when 1 then 'buy' when 2 then 'sell' end,
                    price, size, ts_event // 1000, ts_init // 1000
                from (select * exclude (price, size), %2$s price, %3$s size
                    from read_parquet('%1$s/data/trades/*/*.parquet'))
                """
                        .replace("%2$s", littleEndian("price"))
                        .replace("%3$s", littleEndian("size"))
                        .replace("%1$s", "%s"),
                "nautilus",
                trades.stream().map(GoldenExportsITCase::withoutArrival).toList(),
                GoldenExportsITCase::withoutArrival);
        assertArrays(run);
    }

    /** The lower 64 bits of a fixed-point number, by DuckDB. */
    private static String littleEndian(String column) {
        StringBuilder sum = new StringBuilder("(");
        for (int i = 0; i < 10; i++) {
            sum.append(i == 0 ? "" : " + ")
                    .append("('0x' || substr(hex(")
                    .append(column)
                    .append("), ")
                    .append(2 * i + 1)
                    .append(", 2))::bigint::double * ")
                    .append(Math.pow(256, i));
        }
        return "round(" + sum.append(") / 1e16, 8)").toString();
    }

    private static String withoutArrival(String row) {
        return row.substring(0, row.lastIndexOf('|'));
    }

    private static void assertTrades(String sql, String format, List<String> trades) {
        assertTrades(sql, format, trades, row -> row);
    }

    private static void assertTrades(
            String sql, String format, List<String> trades, UnaryOperator<String> part) {
        List<String> rows = DuckDb.rows(sql.formatted(folder.resolve("trades-" + format)));
        assertThat(
                        rows.stream()
                                .map(part)
                                .sorted()
                                .toList()
                                .equals(trades.stream().sorted().toList()))
                .as(
                        format
                                + " trades are those of the output, such as "
                                + rows.get(0)
                                + " and "
                                + trades.get(0))
                .isTrue();
    }

    private static void assertArrays(RunOutput run) throws IOException {
        long behind =
                -run.number(
                        "select min(epoch_ns(arrival_timestamp) - epoch_ns(event_timestamp)) from $events");
        assertThat(behind).isGreaterThan(1_000_000_000L);
        List<String> written = new ArrayList<>();
        for (Path file : ExportedBooks.files(folder.resolve("trades-hftbacktest"))) {
            for (NpzEvents.Event event : NpzEvents.read(file)) {
                assertThat(event.local()).isGreaterThanOrEqualTo(event.exch());
                if (event.kind() == 2 && event.isLocal()) {
                    written.add(
                            "%b|%s|%s|%d|%d"
                                    .formatted(
                                            event.isBuy(),
                                            event.px(),
                                            event.qty(),
                                            event.exch(),
                                            event.local() - behind));
                }
            }
        }
        List<String> trades =
                run.rows(
                        """
                        select trade_side = 'BUY', trade_price::varchar::double, trade_quantity::varchar::double,
                            epoch_ns(event_timestamp), epoch_ns(arrival_timestamp)
                        from $events where event_type = 'TRADE'
                        """);
        written.sort(null);
        assertThat(written.equals(trades.stream().sorted().toList()))
                .as("trades of the arrays, such as " + written.get(0))
                .isTrue();
    }
}
