// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real capture with one kind of fault planted, through the whole job. */
final class GoldenFaultsITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String BOOKS =
            "(select * from $events where snapshot_kind in ('RESYNC', 'PERIODIC'))";
    private static final Map<String, String> LEFT_CROSSED = Map.of("crossed.policy", "off");

    @TempDir private static Path folder;

    @Test
    void smallGapsAreRecordedAndLeaveABookThatIsSuspect() throws Exception {
        RunOutput output = run("gap_small", LEFT_CROSSED);

        assertGaps(output, "gap_small");
        output.assertRow(
                """
                                select gaps, largest_gap, gaps_1_10, gaps_11_100, gaps_101_1000,
                                    gaps_over_1000, gaps_unknown, resyncs from $statistics
                                """,
                "3|1000|1|0|2|0|0|1");
        assertThat(states(output)).containsExactly("LIVE|748", "SUSPECT|2678");
        assertBooks(output, "gap_small", "apply_through", "3426|3426");
        assertThat(output.number("select count(*) from $events where is_snapshot")).isEqualTo(748);
    }

    @Test
    void aMajorGapDropsTheBookUntilALateSnapshotIsBridged() throws Exception {
        RunOutput output = run("gap_major_lagged", Map.of());

        assertGaps(output, "gap_major_lagged");
        output.assertRow(
                """
                                select gaps, largest_gap, gaps_101_1000, gaps_over_1000, resyncs
                                from $statistics
                                """,
                "2|3708|0|2|3");
        assertThat(incidents(output, "RESYNC", "update_id")).hasSize(3);
        assertThat(states(output)).containsExactly("LIVE|3177");
        assertBooks(output, "gap_major_lagged", "stop", "3177|3177");
    }

    @Test
    void lateMessagesAreRecordedAndNotPutBack() throws Exception {
        RunOutput output = run("late", LEFT_CROSSED);

        List<String> late = expected("late", "late", message -> message.get("late_u").asText());
        assertThat(incidents(output, "LATE", "update_id")).isEqualTo(late).hasSize(13);
        assertThat(incidents(output, "GAP", "size"))
                .isEqualTo(expected("late", "late", gap -> gap.get("missing_ids_seen").asText()));
        output.assertRow(
                """
                                select gaps, late, late_rows, duplicates, stale,
                                    (select sum(rows) from $incidents where kind = 'LATE'),
                                    (select count(*) from $events where event_type = 'BOOK_DELTA'
                                        and update_id in (%s))
                                from $statistics
                                """
                        .formatted(String.join(", ", late)),
                "13|13|278|0|0|278|0");
        assertThat(states(output)).containsExactly("LIVE|398", "SUSPECT|3038");
        assertBooks(output, "late", "drop_late", "3436|3436");
    }

    @Test
    void duplicatesAreRecordedAndChangeNothing() throws Exception {
        RunOutput output = run("duplicates", Map.of());

        assertThat(incidents(output, "DUPLICATE", "update_id, rows"))
                .containsExactlyInAnyOrderElementsOf(
                        expected(
                                "duplicates",
                                "duplicates",
                                message ->
                                        "%s|%s"
                                                .formatted(
                                                        message.get("u").asText(),
                                                        message.get("rows").asText())))
                .hasSize(20);
        output.assertRow(
                "select duplicates, duplicate_rows, gaps, late from $statistics", "20|385|0|0");
        assertThat(states(output)).containsExactly("LIVE|3449");
        assertBooks(output, "duplicates", "base", "3449|3449");
    }

    /** The case takes the sides B and buy for unknown; they are bids, so others stand for them. */
    @Test
    void badRowsAreRejectedByReasonWithTheirPlaceAndTheBookContinues() throws Exception {
        RunOutput output = run("bad_rows", withUnknownSides(), Map.of());

        output.assertRows(
                "select reason, count(*) from $rejects group by all order by all",
                "INFINITE_PRICE|5",
                "INFINITE_QUANTITY|5",
                "NAN_PRICE|5",
                "NAN_QUANTITY|5",
                "NEGATIVE_QUANTITY|5",
                "NON_POSITIVE_PRICE|10",
                "NULL_PRICE|5",
                "NULL_QUANTITY|5",
                "NULL_SIDE|5",
                "NULL_UPDATE_ID|5",
                "UNKNOWN_SIDE|5");
        assertThat(output.rows("select row from $rejects order by row"))
                .isEqualTo(
                        expected("bad_rows", "rows", row -> row.get("row").asText()).stream()
                                .sorted(Comparator.comparingLong(Long::parseLong))
                                .toList());
        output.assertRows(
                "select distinct \"table\", parse_filename(file) from $rejects",
                "deltas|part-00000.parquet");
        output.assertRow(
                "select rejected_rows, delta_events, gaps from $statistics", "60|124090|0");
        assertBooks(output, "bad_rows", "base", "3449|3449");
    }

    @Test
    void crossedBooksAreKeptIfNothingIsToBeDone() throws Exception {
        RunOutput output = run("crossed", LEFT_CROSSED);

        assertBooks(output, "crossed", "keep", "3449|3449");
        assertThat(
                        output.number(
                                "select count(*) from %s where bids[1].price >= asks[1].price"
                                        .formatted(BOOKS)))
                .isEqualTo(83);
        assertThat(states(output)).containsExactly("LIVE|3449");
    }

    @Test
    void crossedRunsAreRecordedWhereTheyBegin() throws Exception {
        RunOutput output = run("crossed", Map.of("crossed.policy", "flag"));

        assertBooks(output, "crossed", "keep", "3449|3449");
        assertThat(incidents(output, "CROSSED", "update_id"))
                .isEqualTo(
                        expected(
                                "crossed",
                                "crossed_runs_[first_u,last_u,messages]",
                                run -> run.get(0).asText()));
        output.assertRow("select crossed, repaired_levels from $statistics", "83|0");
    }

    @Test
    void crossedBooksAreRepairedByRemovingTheOlderSide() throws Exception {
        RunOutput output = run("crossed", Map.of("crossed.policy", "repair"));

        assertBooks(output, "crossed", "base", "3449|3392");
        output.assertRow("select repaired_levels, repair_events from $statistics", "9|9");
        assertThat(incidents(output, "REPAIR", "side")).hasSize(9);
        assertThat(
                        output.number(
                                "select count(*) from %s where bids[1].price >= asks[1].price"
                                        .formatted(BOOKS)))
                .isZero();
    }

    /** The rows in their order, in which no unknown side is a word for one. */
    private static Path withUnknownSides() throws Exception {
        Path from = Golden.path("faults/bad_rows/native/deltas/symbol=BTC-USDT/part-00000.parquet");
        Path to = folder.resolve("unknown/deltas/symbol=BTC-USDT/part-00000.parquet");
        Files.createDirectories(to.getParent());
        DuckDb.run(
                """
                copy (
                    select * replace (if(side in ('B', 'buy'), 'neither', side) as side)
                    from read_parquet('%s', hive_partitioning = false)
                ) to '%s' (format parquet)
                """
                        .formatted(from, to));
        return folder.resolve("unknown");
    }

    private static RunOutput run(String fault, Map<String, String> options) throws Exception {
        return run(fault, Golden.path("faults/" + fault + "/native"), options);
    }

    private static RunOutput run(String fault, Path input, Map<String, String> options)
            throws Exception {
        String name = fault + options.getOrDefault("crossed.policy", "");
        RunOutput output =
                TestRun.of(folder.resolve(name), input)
                        .set("snapshot.every-updates", 1)
                        .set("snapshot.anchor-depth", 20)
                        .set(options)
                        .parallelism(2)
                        .on(CLUSTER);
        output.assertSound();
        return output;
    }

    /** Published books, and how many of them have the truth's top 20. */
    private static void assertBooks(
            RunOutput output, String fault, String truth, String booksAndRight) {
        String file = "faults/%s/truth/book_after_message.%s.csv".formatted(fault, truth);
        assertThat(
                        output.row(
                                """
                                select count(distinct update_id),
                                    count(*) filter (%s = top20_sha256_16)
                                from %s left join %s on update_id = u::bigint
                                """
                                        .formatted(Golden.TOP20_HASH, BOOKS, Golden.csv(file))))
                .as("published, right by " + truth)
                .isEqualTo(booksAndRight);
    }

    private static List<String> states(RunOutput output) {
        return output.rows(
                "select book_state, count(*) from %s group by all order by all".formatted(BOOKS));
    }

    private static List<String> incidents(RunOutput output, String kind, String columns) {
        return output.rows(
                "select %s from $incidents where kind = '%s' order by event_seq, update_id"
                        .formatted(columns, kind));
    }

    private static void assertGaps(RunOutput output, String name) throws IOException {
        assertThat(incidents(output, "GAP", "expected_id, actual_id, size"))
                .isEqualTo(
                        expected(
                                name,
                                "gaps",
                                gap ->
                                        "%d|%d|%d"
                                                .formatted(
                                                        gap.get("missing_from").asLong(),
                                                        gap.get("first_U_after").asLong(),
                                                        gap.get("missing_ids").asLong())));
    }

    private static List<String> expected(
            String fault, String array, Function<JsonNode, String> line) throws IOException {
        Path file = Golden.path("faults/" + fault + "/expected.json");
        List<String> lines = new ArrayList<>();
        new ObjectMapper()
                .readTree(file.toFile())
                .get(array)
                .forEach(entry -> lines.add(line.apply(entry)));
        return lines;
    }
}
