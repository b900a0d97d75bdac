// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.fidelity;

import static io.deltabook.job.cli.testing.FidelityAnswer.figure;
import static io.deltabook.job.cli.testing.FidelityAnswer.lane;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deltabook.contract.BookState;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.FidelityAnswer;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.replay.testing.RandomOutput;
import io.deltabook.job.replay.testing.RandomOutput.Book;
import io.deltabook.job.replay.testing.RandomOutput.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VendorReferenceTest {
    private static final long SEED = System.nanoTime();
    private static final int DEPTH = 5;

    @TempDir private static Path folder;

    private static Path output;
    private static RandomOutput made;
    private static List<Row> rows;

    /** A book and when it was there. */
    private record Row(long nanos, Book book) {}

    @BeforeAll
    static void write() throws IOException {
        output = folder.resolve("output");
        made = RandomOutput.write(output, SEED, 1_500);
        rows = new ArrayList<>();
        long clock = 0;
        for (Event event : made.events()) {
            boolean isLater = event.nanos() > clock;
            clock = Math.max(clock, event.nanos());
            long seq = made.firstAfter(clock) - 1;
            Book book = made.bookAt(seq);
            if (isLater && book != null && made.stateAt(seq) == BookState.LIVE) {
                rows.add(new Row(clock, book));
            }
        }
    }

    private static String number(long scaled) {
        return BigDecimal.valueOf(scaled, 8).toPlainString();
    }

    private static String levels(NavigableMap<Long, Long> side) {
        StringBuilder cells = new StringBuilder();
        int level = 0;
        for (Map.Entry<Long, Long> entry : side.entrySet()) {
            if (level++ < DEPTH) {
                cells.append(',').append(number(entry.getKey()));
                cells.append(',').append(number(entry.getValue()));
            }
        }
        return cells + ",".repeat(2 * Math.max(0, DEPTH - side.size()));
    }

    private static String header(String name) {
        StringBuilder cells = new StringBuilder();
        for (String side : List.of("bid", "ask")) {
            for (int level = 0; level < DEPTH; level++) {
                cells.append(',').append(name.formatted(side, level, "price"));
                cells.append(',').append(name.formatted(side, level, "size"));
            }
        }
        return cells.toString();
    }

    private static Path tardis(String name, long shiftMicros) throws IOException {
        Path file = folder.resolve(name);
        StringBuilder csv = new StringBuilder("exchange,symbol,timestamp,local_timestamp");
        csv.append(header("%ss[%d].%s").replace(".size", ".amount")).append('\n');
        for (Row row : rows) {
            // µs, as Tardis has them: the next one is after the book of the ns
            long micros = (row.nanos() + 999) / 1_000 + shiftMicros;
            csv.append("binance,BTCUSDT,%d,%d".formatted(micros, micros + 5));
            csv.append(levels(row.book().bids())).append(levels(row.book().asks())).append('\n');
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static void assertPerfect(JsonNode lane) {
        // a time that is rounded up may lie after the last event
        int outside = lane.get("reference_books_of_other_times").asInt();
        assertThat(outside).as("seed %d", SEED).isLessThan(2);
        assertThat(lane.get("compared_books").asInt())
                .as("seed %d", SEED)
                .isEqualTo(rows.size() - outside);
        FidelityAnswer.assertPerfect(lane, SEED);
    }

    @Test
    void snapshotsOfTheSameBooksByTardisArePerfect() throws IOException {
        Path file = tardis("binance_book_snapshot_5_2024-08-06_BTCUSDT.csv.gz", 0);

        JsonNode lane =
                lane(0, "fidelity", output, "--json --within 1us --depth 5 --against", file);
        assertPerfect(lane);
        assertThat(lane.at("/reference_lane/symbol").asText()).isEqualTo("BTCUSDT");
        CommandLineRun.succeeds("fidelity", output, "--within 1us --depth 5 --against", file)
                .assertOut("books or quotes: 5 levels a side, at its books, within 1us");
    }

    @Test
    void aShiftOfAVendorsClockIsFound() throws IOException {
        Path file = tardis("late.csv.gz", 5_000_000);

        JsonNode lane = lane(1, "fidelity", output, "--json --depth 5 --against", file);
        assertThat(figure(lane, "best.equal")).as("seed %d", SEED).isLessThan(0.6);
    }

    @Test
    void booksInParquetByCryptoLakeArePerfectAsDoublesAndAsDecimals() throws IOException {
        Path csv = folder.resolve("lake.txt");
        StringBuilder lines = new StringBuilder("origin_time").append(header("%s_%d_%s"));
        lines.append('\n');
        rows.forEach(
                row ->
                        lines.append(row.nanos())
                                .append(levels(row.book().bids()))
                                .append(levels(row.book().asks()))
                                .append('\n'));
        Files.writeString(csv, lines);
        for (String type : List.of("DOUBLE", "DECIMAL(18,8)", "DECIMAL(38,8)", "VARCHAR")) {
            Path book =
                    folder.resolve("lake-" + type + "/book/exchange=BINANCE/symbol=BTC-USDT/dt=1");
            Files.createDirectories(book);
            DuckDb.run(
                    "copy (select make_timestamp_ns(origin_time) origin_time, cast(columns(* exclude"
                            + " origin_time) as "
                            + type
                            + ") from read_csv('"
                            + csv
                            + "', all_varchar = false)) to '"
                            + book.resolve("1.parquet")
                            + "' (format parquet)");

            assertPerfect(
                    lane(
                            0,
                            "fidelity",
                            output,
                            "--json --depth 5 --against",
                            folder.resolve("lake-" + type)));
        }
    }

    @Test
    void quotesAreComparedAtTheBestLevelUnderAnyNames() throws IOException {
        Path usual = folder.resolve("quotes.csv");
        Path other = folder.resolve("other.csv");
        StringBuilder lines = new StringBuilder();
        for (Row row : rows) {
            Map.Entry<Long, Long> bid = row.book().bids().firstEntry();
            Map.Entry<Long, Long> ask = row.book().asks().firstEntry();
            lines.append(row.nanos());
            lines.append(
                    bid == null ? ",," : "," + number(bid.getKey()) + ',' + number(bid.getValue()));
            lines.append(
                    ask == null ? ",," : "," + number(ask.getKey()) + ',' + number(ask.getValue()));
            lines.append('\n');
        }
        Files.writeString(usual, "timestamp,bid_price,bid_amount,ask_price,ask_amount\n" + lines);
        Files.writeString(other, "t,b,bq,a,aq\n" + lines);

        JsonNode lane = lane(0, "fidelity", output, "--json --against", usual);
        assertPerfect(lane);
        assertThat(lane.at("/levels/0/reference_levels").asInt()).isPositive();
        assertThat(lane.at("/levels/2/reference_levels").asInt()).isZero();
        CommandLineRun.of("fidelity", output, "--against", other)
                .assertEndedWith(3)
                .assertErr("a column must hold the event_time", "--columns event_time=COLUMN");
        String columns =
                "--columns event_time=t,bid_price=b,bid_quantity=bq,ask_price=a,ask_quantity=aq";
        assertPerfect(lane(0, "fidelity", output, columns, "--json --against", other));
        CommandLineRun.of("fidelity", output, "--columns bid_prize=b --against", other)
                .assertEndedWith(2)
                .assertErr("but was bid_prize: did you mean 'bid_price'?");
        CommandLineRun.of("fidelity", output, "--columns bid_price=x --against", usual)
                .assertEndedWith(3)
                .assertErr("--columns bid_price must be a column, but is x");
    }

    @Test
    void whatIsNoReferenceIsRefused() throws IOException {
        Path damaged = folder.resolve("damaged.parquet");
        Files.writeString(damaged, "no parquet");
        Path ragged = folder.resolve("ragged.csv");
        Files.writeString(ragged, "timestamp,bid,bid_qty,ask,ask_qty\n1722988800,1,1\n");

        CommandLineRun.of("fidelity", output, "--against", damaged)
                .assertEndedWith(3)
                .assertErr("damaged.parquet]");
        CommandLineRun.of("fidelity", output, "--against", ragged)
                .assertEndedWith(3)
                .assertErr("ragged.csv] line 2 must have 5 fields as the header");
        CommandLineRun.of("fidelity", output, "--against", folder.resolve("none"))
                .assertEndedWith(3)
                .assertErr("must be a folder or a file, but does not exist");
    }
}
