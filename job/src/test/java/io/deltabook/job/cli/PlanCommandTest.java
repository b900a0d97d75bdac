// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.InputFiles;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanCommandTest {
    private static final String REASON =
            "it has the columns timestamp, receipt_timestamp, sequence_number, side_is_bid, price"
                    + " and size";

    private static final String COLUMNS =
            "arrival_time: receipt_timestamp, event_time: timestamp, price: price, quantity: size,"
                    + " side: side_is_bid, update_id: sequence_number";

    @TempDir private Path root;

    @Test
    void daysThatAreMissingShortOrUnreadableAreNamed() {
        files().day("A", "2024-08-01", "00:00:00", "23:59:59", 40);
        files().day("A", "2024-08-02", "01:00:00", "23:00:00", 40);
        files().day("A", "2024-08-04", "01:00:01", "22:59:59", 40);
        files().broken("A", "2024-08-05");
        files().day("A", "2024-08-08", "00:00:00", "23:59:59", 9);
        InputFiles.write(
                DeltaFileWriter.of(InputFiles.LAKE).footer("contains_gaps", "Yes"),
                files().path("A", "2024-08-09"),
                InputFiles.rows("A", "2024-08-09", "00:00:00", "23:59:59", 10));

        CommandLineRun run = plan("--set source.on-bad-file=skip").assertSucceeded();
        assertThat(unwrapped(run).replaceAll("  139  [0-9,]+", "  139  …"))
                .isEqualTo(
                        """
                        lane  dialect  mode  rows  bytes  files  days  missing  short  unreadable
                        X:A  lake  contiguous  139  …  6  5  4  2  1

                        X:A
                          dialect  lake: %s
                          columns  %s
                          units  event_time in ns, arrival_time in ns
                          times  2024-08-01T00:00:00Z … 2024-08-09T23:59:59Z
                          numbers  pips, 8 decimals for prices, 8 for quantities
                          sequence  contiguous, verdict verified: 42 of 42 steps are + 1; in 90 rows 45 repeats, 42 steps of + 1, 0 jumps, 0 steps back, 0 without id
                          missing  2024-08-03, 2024-08-05 to 2024-08-07 (3)
                          short  2024-08-04: starts at 2024-08-04T01:00:01Z; ends at 2024-08-04T22:59:59Z
                          short  2024-08-08: 9 rows; the median day has 40
                          contains_gaps  Yes: 2024-08-09
                          unreadable  [%s] must be a Parquet file, but neither starts nor ends as one

                        A run would read all of this.
                        """
                                .formatted(REASON, COLUMNS, files().path("A", "2024-08-05")));
    }

    /** With one space between words and two between columns, whatever their widths. */
    private static String unwrapped(CommandLineRun run) {
        return run.out().replaceAll("\n {8,}", " ").replaceAll(" {2,}", "  ");
    }

    @Test
    void aRunThatWouldFailIsGivenAllItsReasons() {
        files().day("A", "2024-08-01", "00:00:00", "23:59:59", 4);
        Path one = files().broken("A", "2024-08-02");
        Path two = files().broken("B", "2024-08-01");
        Path first = files().day("C", "2024-08-01", "00:00:00", "23:59:59", 4);
        Path second =
                InputFiles.write(
                        DeltaFileWriter.plain(),
                        files().path("C", "2024-08-02"),
                        InputFiles.rows("C", "2024-08-02", "00:00:00", "23:59:59", 4));

        CommandLineRun run = plan("--input", root.resolve("nowhere")).assertEndedWith(3);

        assertThat(run.err().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("nowhere] must be a folder or a file"),
                        line -> assertThat(line).startsWith("error: [" + one + "] must be a Parq"),
                        line -> assertThat(line).startsWith("error: [" + two + "] must be a Parq"),
                        line ->
                                assertThat(line)
                                        .startsWith("error: the files of a lane must have one")
                                        .contains("[" + first + "] is lake ")
                                        .contains("[" + second + "] is native "));
        assertThat(run.out()).contains("X:A").endsWith("A run would fail, for 4 reasons.\n");
    }

    @Test
    void anInputThatDoesNotExistIsTheOnlyReason() {
        CommandLineRun run =
                CommandLineRun.of("plan --input", root.resolve("nowhere")).assertEndedWith(3);

        assertThat(run.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("nowhere] must be a folder"));
    }

    @Test
    void theSameSymbolInTwoPlacesIsFoundForEverySymbol() {
        InputFiles other = new InputFiles(root.resolve("other"));
        for (String symbol : new String[] {"A", "B"}) {
            new InputFiles(root.resolve("one"))
                    .day(symbol, "2024-08-01", "00:00:00", "12:00:00", 4);
            other.day(symbol, "2024-08-01", "00:00:00", "12:00:00", 4);
        }

        CommandLineRun run = plan().assertEndedWith(3);

        assertThat(run.err()).contains("but X:A is in ", "but X:B is in ").hasLineCount(2);
        assertThat(run.out()).isEqualTo("A run would fail, for 2 reasons.\n");
    }

    @Test
    void optionsChooseWhatIsPlanned() throws IOException {
        files().day("A", "2024-08-01", "00:00:00", "23:59:59", 4);
        files().day("A", "2024-08-02", "00:00:00", "23:59:59", 6);
        files().day("B", "2024-08-02", "00:00:00", "23:59:59", 8);

        CommandLineRun run =
                plan(
                                "--json --symbols A --from 2024-08-02 --set sequence.mode=none --set",
                                "decimal.scales.A.price=2")
                        .assertSucceeded();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("would_fail").asBoolean()).isFalse();
        assertThat(json.get("lane_groups")).hasSize(1);
        JsonNode group = json.get("lane_groups").get(0);
        assertThat(group.get("dialect").asText()).isEqualTo("lake");
        assertThat(group.get("tables")).hasSize(1);
        assertThat(group.get("tables").get(0).get("rows").asLong()).isEqualTo(6);
        assertThat(group.get("tables").get(0).get("days")).hasSize(1);
        JsonNode lane = group.get("lanes").get(0);
        assertThat(lane.get("mode").asText()).isEqualTo("none");
        assertThat(lane.get("evidence").get("mode").asText()).isEqualTo("monotonic");
        assertThat(lane.get("price_scale").asInt()).isEqualTo(2);
        assertThat(lane.get("quantity_scale").asInt()).isEqualTo(8);
    }

    @Test
    void tradesOfALaneAreShownWithTheDaysTheyLack() {
        for (String dt : new String[] {"2024-08-01", "2024-08-02"}) {
            InputFiles.write(
                    DeltaFileWriter.of(InputFiles.LAKE),
                    root.resolve("book_delta_v2/exchange=X/symbol=A/dt=" + dt + "/1.parquet"),
                    InputFiles.rows("A", dt, "00:00:00", "23:59:59", 4));
        }
        DuckDb.run(
                "copy (select 1722470400000000000 as timestamp, 'buy' as side, 1.5 as amount, 2.5 as price, 7 as id) to '%s' (format parquet)"
                        .formatted(tradesOf("2024-08-01")));

        CommandLineRun run = plan().assertSucceeded();
        assertThat(unwrapped(run))
                .contains(
                        "\n  trades  1 file, 1 day, 1 row, ",
                        " bytes, 2024-08-01T00:00:00Z … 2024-08-01T00:00:00Z\n  missing  trades"
                                + " 2024-08-02\n  short  trades 2024-08-01: ends at"
                                + " 2024-08-01T00:00:00Z\n");
    }

    private Path tradesOf(String dt) {
        Path path = root.resolve("trades/exchange=X/symbol=A/dt=" + dt + "/1.parquet");
        assertThat(path.getParent().toFile().mkdirs()).isTrue();
        return path;
    }

    @Test
    void aLaneOfFullBooksIsPlannedByItsBooks() {
        Path book = root.resolve("book/exchange=X/symbol=A/dt=2024-08-01/1.parquet");
        assertThat(book.getParent().toFile().mkdirs()).isTrue();
        DuckDb.run(
                """
                copy (
                    select 1722470400000000 + i as "timestamp", 1722470400000000 + i as local_timestamp,
                        101.5::double as "asks[0].price", 1.0::double as "asks[0].amount",
                        99.5::double as "bids[0].price", 2.0::double as "bids[0].amount"
                    from range(3) r(i)
                ) to '%s' (format parquet)
                """
                        .formatted(book));
        CommandLineRun run = plan().assertSucceeded();
        assertThat(unwrapped(run))
                .contains(
                        "\nX:A  tardis-book  none  3  ",
                        "\n  books  full books without deltas, each a snapshot; snapshot.diff: true"
                                + " writes the deltas between them\n",
                        "\n  sequence  none, verdict unverifiable: no row has an id; in 3 books 0"
                                + " with an id lower than that of the book before\n");
        assertThat(plan("--set snapshot.diff=true").out())
                .contains("full books without deltas; the changes between them become deltas\n");
    }

    @Test
    void aModeByOptionIsShownBesideWhatTheRowsShow() {
        files().day("A", "2024-08-01", "00:00:00", "23:59:59", 4);
        assertThat(plan("--set sequence.mode=none").out())
                .contains("none by option; by the rows monotonic, verdict clean: fewer than 30");
    }

    @Test
    void aDayCopiedUnderASecondNameIsWarnedOf() throws IOException {
        Path day = files().day("A", "2024-08-01", "00:00:00", "23:59:59", 4);
        files().day("A", "2024-08-02", "00:00:00", "23:59:59", 4);
        Path copy = day.resolveSibling("1 copy.parquet");
        Files.copy(day, copy);

        CommandLineRun run = plan().assertSucceeded();
        assertThat(unwrapped(run))
                .containsOnlyOnce("warning")
                .contains(
                        " has the times and ids of [",
                        "]: if it is a copy, remove it, because its messages would be read twice");
        assertThat(plan("--json").out()).contains("\"repeated\"", "1 copy.parquet");
    }

    @Test
    void aLaneOfUselessRowsIsRefusedWithTheLikelyCure() {
        Path file =
                InputFiles.write(
                        DeltaFileWriter.of(
                                InputFiles.LAKE
                                        .replace("boolean side_is_bid", "binary side (STRING)")
                                        .replace("int64 sequence_number", "int64 update_id")
                                        .replace("timestamp;", "origin_time;")
                                        .replace("receipt_origin_time", "received_time")
                                        .replace("double size", "double new_quantity")),
                        files().path("A", "2024-08-01"),
                        InputFiles.rows("A", "2024-08-01", "00:00:00", "23:59:59", 9).stream()
                                .map(row -> row.withSide("over"))
                                .toList());

        plan().assertEndedWith(3)
                .assertErr(
                        "["
                                + file
                                + "] at least half of a lane's first rows must be usable, but 9 of"
                                + " the first 9 rows of X:A are not: 9 UNKNOWN_SIDE; the first of"
                                + " them is row 0 (",
                        "side=over",
                        "): set source.side-values to the values that mean bid and ask");
    }

    @Test
    void aWrongOptionIsAUsageError() {
        plan("--dialect kraken")
                .assertEndedWith(2)
                .assertErr("source.dialect must be one of auto, native, lake");
    }

    private CommandLineRun plan(Object... args) {
        return CommandLineRun.of("plan --input", root, args);
    }

    private InputFiles files() {
        return new InputFiles(root);
    }
}
