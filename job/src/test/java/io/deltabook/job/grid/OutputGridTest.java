// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.job.grid.file.GridFormat;
import io.deltabook.job.grid.file.GridValues;
import io.deltabook.job.grid.testing.GridOracle;
import io.deltabook.job.grid.testing.QuietOutput;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.replay.testing.RandomOutput;
import io.deltabook.job.replay.testing.RandomOutput.Book;
import io.deltabook.job.replay.testing.RandomOutput.Event;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputGridTest {
    private static final long SEED = System.nanoTime();
    private static final long SECOND = 1_000_000_000L;
    private static final int DEPTH = 3;

    @TempDir private static Path folder;

    private static RandomOutput made;

    @BeforeAll
    static void write() throws IOException {
        made = RandomOutput.write(folder.resolve("out"), SEED, 4_500);
    }

    private static GridSettings settings(long every, GridFormat format) {
        return new GridSettings(
                every,
                DEPTH,
                List.of(5, 10),
                GridValues.DECIMAL,
                format,
                Long.MIN_VALUE,
                Long.MAX_VALUE);
    }

    private static void grid(Path output, Path to, GridSettings settings, int threads, long min)
            throws IOException {
        OutputGrid.open(output, to, settings, Set.of()).run(threads, min);
    }

    /** The best levels after each message and snapshot, as the maps of the fixture have them. */
    private static String best(RandomOutput made, Path output) throws IOException {
        StringBuilder csv = new StringBuilder("seq,bid,bid_quantity,ask,ask_quantity\n");
        for (Event event : made.events()) {
            Book book = made.bookAt(event.seq());
            boolean isNew =
                    event.type() != EventType.TRADE
                            && book != null
                            && book != made.bookAt(event.seq() - 1);
            if (isNew) {
                boolean isWaiting = event.state() == BookState.WAITING;
                csv.append(event.seq());
                best(csv, isWaiting ? new TreeMap<>() : book.bids());
                best(csv, isWaiting ? new TreeMap<>() : book.asks());
                csv.append('\n');
            }
        }
        Path file = output.resolveSibling("best.csv");
        Files.writeString(file, csv);
        return "select seq, exact(bid / 1e8) bid, exact(bid_quantity / 1e8) bid_quantity, exact(ask / 1e8) ask, exact(ask_quantity / 1e8) ask_quantity from read_csv('%s')"
                .formatted(file);
    }

    private static void best(StringBuilder csv, NavigableMap<Long, Long> side) {
        csv.append(',');
        if (!side.isEmpty()) {
            csv.append(side.firstKey());
        }
        csv.append(',');
        if (!side.isEmpty()) {
            csv.append(side.firstEntry().getValue());
        }
    }

    private static Path events(Path output) {
        return output.resolve("events/*/*/*/*/*.parquet");
    }

    @ParameterizedTest
    @ValueSource(longs = {15 * SECOND, 3_600 * SECOND})
    void aTimeGridIsWhatDuckDbComputesOfTheEvents(long every) throws IOException {
        Path to = folder.resolve("timed" + every);
        grid(folder.resolve("out"), to, settings(every, GridFormat.PARQUET), 2, 0);

        assertThat(
                        GridOracle.timed(
                                        events(folder.resolve("out")),
                                        best(made, folder.resolve("out")),
                                        every,
                                        false,
                                        DEPTH)
                                .compare(to.resolve("**/*.parquet")))
                .as("seed %d", SEED)
                .hasSize(1)
                .isNotEqualTo(List.of("0 rows"));
    }

    @Test
    void aRowAMessageIsWhatDuckDbComputesOfTheEvents(@TempDir Path small) throws IOException {
        Path output = small.resolve("out");
        RandomOutput few = RandomOutput.write(output, SEED, 1_500);
        Path to = small.resolve("messages");
        grid(output, to, settings(GridSettings.MESSAGE, GridFormat.PARQUET), 2, 0);

        assertThat(
                        GridOracle.messages(events(output), best(few, output), DEPTH)
                                .compare(to.resolve("**/*.parquet")))
                .as("seed %d", SEED)
                .containsExactly("1500 rows");
    }

    @ParameterizedTest
    @EnumSource
    void filesAreTheSameHoweverManyThreadsMakeThem(GridFormat format) throws IOException {
        for (long every : List.of(GridSettings.MESSAGE, 60 * SECOND)) {
            Path one = folder.resolve("one" + every + format);
            Path three = folder.resolve("three" + every + format);
            grid(folder.resolve("out"), one, settings(every, format), 1, 0);
            grid(folder.resolve("out"), three, settings(every, format), 3, 0);

            assertThat(contents(three)).isEqualTo(contents(one)).isNotEmpty();
        }
    }

    /** Without statistics, what is certified is known from the snapshots before, not of others. */
    @ParameterizedTest
    @ValueSource(longs = {GridSettings.MESSAGE, SECOND, 1_800 * SECOND})
    void rowsAreTheSameWhereverTheLaneIsCut(long every) throws IOException {
        Path whole = folder.resolve("whole" + every);
        Path parts = folder.resolve("parts" + every);
        grid(folder.resolve("out"), whole, settings(every, GridFormat.PARQUET), 1, Long.MAX_VALUE);
        grid(folder.resolve("out"), parts, settings(every, GridFormat.PARQUET), 3, 0);

        assertThat(rows(parts)).as("seed %d", SEED).isEqualTo(rows(whole)).isNotEmpty();
    }

    @Test
    void agesReachBackBeyondTheAnchorsBeforeATask(@TempDir Path quiet) throws IOException {
        QuietOutput.write(quiet.resolve("out"));
        Path grid = quiet.resolve("grid");
        grid(quiet.resolve("out"), grid, settings(60 * SECOND, GridFormat.PARQUET), 2, 0);

        long end = QuietOutput.START + 2 * EventHour.NANOS - QuietOutput.MINUTE;
        long change = QuietOutput.START + QuietOutput.CHANGE * QuietOutput.MINUTE;
        long trade = QuietOutput.START + QuietOutput.TRADE * QuietOutput.MINUTE;
        assertThat(
                        DuckDb.rows(
                                "select count(*) over (), epoch_ns(bucket_end), bid_age_ns, ask_age_ns, trade_age_ns, last_trade_price::double from read_parquet('%s/**/*.parquet') order by 2 desc limit 1"
                                        .formatted(grid)))
                .containsExactly(
                        "119|%d|%d|%d|%d|1.01E-6"
                                .formatted(end, end - change, end - change, end - trade));
    }

    private static List<String> rows(Path grid) {
        return DuckDb.rows(
                "select * exclude (certified_bids, certified_asks) from read_parquet('%s/**/*.parquet') order by event_seq, 1"
                        .formatted(grid));
    }

    private static Map<String, Integer> contents(Path grid) throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(grid)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        grid.relativize(file).toString(),
                        Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    /** The fixture of a seed writes the same first events however many it writes. */
    @ParameterizedTest
    @ValueSource(longs = {GridSettings.MESSAGE, SECOND, 60 * SECOND})
    void rowsDoNotChangeWhenTheFutureIsCutOff(long every) throws IOException {
        Path cut = folder.resolve("cut" + every);
        RandomOutput past = RandomOutput.write(cut.resolve("out"), SEED, 2_800);
        grid(cut.resolve("out"), cut.resolve("grid"), settings(every, GridFormat.PARQUET), 2, 0);
        Path whole = cut.resolve("future");
        grid(folder.resolve("out"), whole, settings(every, GridFormat.PARQUET), 2, 0);

        long end = past.events().stream().mapToLong(Event::nanos).max().orElseThrow();
        String known =
                every == GridSettings.MESSAGE
                        ? "event_seq < " + past.events().size()
                        : "epoch_ns(bucket_end) <= " + end;
        String expected = "from read_parquet('%s/**/*.parquet') where %s".formatted(whole, known);
        String found = "from read_parquet('%s/**/*.parquet')".formatted(cut.resolve("grid"));
        assertThat(DuckDb.number("select count(*) " + found))
                .isEqualTo(DuckDb.number("select count(*) " + expected))
                .isPositive();
        assertThat(DuckDb.rows("(%s) except (%s)".formatted(expected, found)))
                .as("seed %d", SEED)
                .isEmpty();
    }
}
