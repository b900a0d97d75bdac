// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.SampleOutput;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.Folders;
import io.deltabook.job.testing.RunOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The views that {@code deltabook sql} prints, loaded by DuckDB and queried. */
final class SqlCommandITCase {
    @RegisterExtension static final SampleOutput SAMPLE = new SampleOutput();

    private static final String NAMES =
            "select string_agg(view_name, ' ' order by view_name) from duckdb_views() where not internal";
    private static final String COLUMNS =
            "select column_name, data_type from duckdb_columns() where table_name = '%s' order by column_index";

    @TempDir private Path folder;
    private RunOutput sample;

    @BeforeEach
    void sample() {
        sample = new RunOutput(SAMPLE.one(), 0);
    }

    private static List<String> rows(Path output, String sql) {
        return DuckDb.rows(CommandLineRun.succeeds("sql", output).out(), sql);
    }

    private static void assertRow(Path output, String sql, Object... values) {
        assertThat(rows(output, sql))
                .containsExactly(
                        String.join("|", List.of(values).stream().map(Object::toString).toList()));
    }

    private Path copy(String name) throws IOException {
        Path copy = folder.resolve(name);
        Files.createDirectories(copy.getParent());
        return Folders.copy(SAMPLE.one(), copy);
    }

    @Test
    void eachDatasetAndWhatIsAskedForMostIsAView() {
        assertRow(
                SAMPLE.one(),
                NAMES,
                "books coverage deltas events gaps incidents periods quotes rejects statistics trades untrusted");
    }

    @Test
    void viewsHaveTheRowsOfTheirDatasets() {
        for (String dataset :
                List.of("events", "quotes", "periods", "rejects", "incidents", "statistics")) {
            assertRow(
                    SAMPLE.one(),
                    "select count(*) from " + dataset,
                    sample.number("select count(*) from $" + dataset));
        }
        assertRow(
                SAMPLE.one(),
                "select (select count(*) from deltas), (select count(*) from trades), (select count(*) from books)",
                sample.row(
                        "select sum(delta_events), sum(trade_events), sum(snapshot_events) from $statistics"));
        assertRow(
                SAMPLE.one(),
                "select (select count(*) from gaps), (select sum(missing_ids) from gaps)",
                sample.row("select count(*), sum(size) from $incidents where kind = 'GAP'"));
        assertRow(
                SAMPLE.one(),
                "select count(*) > 0, sum(events) from untrusted",
                sample.row("select true, count(*) from $events where book_state <> 'LIVE'"));
    }

    @Test
    void columnsOfThePathHaveTheirTypes() {
        assertThat(rows(SAMPLE.one(), COLUMNS.formatted("quotes")))
                .containsExactly(
                        "exchange|VARCHAR",
                        "symbol|VARCHAR",
                        "date|DATE",
                        "hour|BIGINT",
                        "event_seq|BIGINT",
                        "event_timestamp|TIMESTAMP_NS",
                        "arrival_timestamp|TIMESTAMP_NS",
                        "update_id|BIGINT",
                        "bid_price|DECIMAL(38,18)",
                        "bid_price_f64|DOUBLE",
                        "bid_quantity|DECIMAL(38,18)",
                        "bid_quantity_f64|DOUBLE",
                        "ask_price|DECIMAL(38,18)",
                        "ask_price_f64|DOUBLE",
                        "ask_quantity|DECIMAL(38,18)",
                        "ask_quantity_f64|DOUBLE",
                        "book_state|VARCHAR",
                        "certified|BOOLEAN");
        assertRow(
                SAMPLE.one(),
                "select count(*) from events where date <> event_timestamp::date or hour <> hour(event_timestamp)",
                0);
        assertThat(rows(SAMPLE.one(), COLUMNS.formatted("periods")))
                .startsWith("exchange|VARCHAR", "symbol|VARCHAR", "from_seq|BIGINT");
    }

    @Test
    void coverageCountsEachLaneAndHour() {
        assertThat(
                        rows(
                                SAMPLE.one(),
                                "select symbol, hour, events, messages, trades, first_seq, last_seq, live_share from coverage order by all"))
                .isNotEmpty()
                .isEqualTo(
                        sample.rows(
                                """
                                select symbol, hour::bigint, count(*), count(*) filter (last_in_message),
                                    count(*) filter (event_type = 'TRADE'), min(event_seq), max(event_seq),
                                    avg(case when book_state = 'LIVE' then 1.0 else 0.0 end)
                                from $events group by symbol, hour order by all
                                """));
    }

    @Test
    void productsOfPriceAndQuantityAreDoublesAndDoNotOverflow() {
        assertRow(
                SAMPLE.one(),
                """
                select count(*) > 0, count(*) filter (bid_price_f64 <> bid_price::double
                    or ask_quantity_f64 <> ask_quantity::double), sum(bid_price_f64 * bid_quantity_f64) > 0
                from quotes
                """,
                "true|0|true");
        assertRow(
                SAMPLE.one(),
                """
                select count(*) > 0, count(*) filter (bids[1].price_f64 <> bids[1].price::double
                    or asks[1].quantity_f64 <> asks[1].quantity::double), sum(asks[1].price_f64 * asks[1].quantity_f64) > 0
                from books where len(bids) > 0 and len(asks) > 0
                """,
                "true|0|true");
    }

    @Test
    void whatTheFilesHaveAsDoublesIsNotComputed() {
        CommandLineRun.succeeds("generate --rows 15000 --output", folder.resolve("in"));
        Path doubles = folder.resolve("out");
        CommandLineRun.succeeds(
                "run --set=sink.doubles=true --input", folder.resolve("in"), "--output", doubles);

        assertThat(CommandLineRun.succeeds("sql", doubles).out())
                .contains("delta_price_f64", "bid_price_f64")
                .doesNotContain("CAST");
        for (String view : List.of("events", "quotes", "trades", "books")) {
            assertThat(rows(doubles, COLUMNS.formatted(view)))
                    .isEqualTo(rows(SAMPLE.one(), COLUMNS.formatted(view)));
        }
    }

    @Test
    void pathsAndNamesOfAnyCharacterAreTakenLiterally() throws IOException {
        Path hostile = copy("run=5/it's; [a]*? {b} %41 ü\n--/out");
        copy("run=5/it's; aXY {b} %41 ü\n--/out");
        Path lane = Files.list(hostile.resolve("periods/exchange=SYNTH")).sorted().toList().get(0);
        Folders.copy(lane, lane.resolveSibling("symbol=1000%2F%27X%25"));
        Folders.copy(lane, lane.resolveSibling("symbol=007"));

        assertThat(rows(hostile, "select distinct exchange, symbol from periods order by all"))
                .contains("SYNTH|007", "SYNTH|1000/'X%")
                .hasSize(2 + 2);
        assertRow(
                hostile,
                "select count(*) from events",
                sample.number("select count(*) from $events"));
    }

    @Test
    void hiddenAndUnfinishedFilesAreLeftOut() throws IOException {
        Path copy = copy("out");
        Path file = DataFiles.below(copy.resolve("events")).get(0);
        for (String name :
                List.of(".hidden.parquet", "_part.parquet", ".a.parquet.inprogress.1f")) {
            Files.copy(file, file.resolveSibling(name));
        }

        assertRow(
                copy, "select count(*) from events", sample.number("select count(*) from $events"));
    }

    @Test
    void whatAnOutputDoesNotHaveIsNoView() throws IOException {
        Path copy = copy("out");
        Folders.clear(copy.resolve("quotes"));
        Folders.clear(copy.resolve("periods"));
        assertRow(
                copy,
                NAMES,
                "books coverage deltas events gaps incidents rejects statistics trades");

        Folders.clear(copy.resolve("events"));
        assertRow(copy, NAMES, "gaps incidents rejects statistics");
    }

    @Test
    void foldersThatDuckDbWouldMisreadAreRefused() throws IOException {
        CommandLineRun.of("sql", copy("symbol=X/out"))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("the path must not contain symbol=…", "give a symbolic link");
        CommandLineRun.of("sql", copy("back\\slash/out"))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("the path must have no backslash", "give a symbolic link");

        Path link =
                Files.createSymbolicLink(folder.resolve("link"), folder.resolve("symbol=X/out"));
        assertRow(
                link, "select count(*) from events", sample.number("select count(*) from $events"));
    }

    @Test
    void aFolderWithoutCommittedFilesIsRefused() {
        CommandLineRun.of("sql", folder)
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("must be the output folder of a run with committed files, but has none");
        CommandLineRun.of("sql", folder.resolve("nosuch"))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("must be the output folder of a run, but is not a folder");
    }
}
