// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import io.deltabook.job.testing.TrapLane;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What recorders leave in Crypto Lake's files, one lane a trap, all lanes in one run. */
final class RecorderTrapsITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String BEST =
            """
            bids[1].price::double, bids[1].quantity::double,
                asks[1].price::double, asks[1].quantity::double
            """;

    @TempDir private static Path folder;
    private static RunOutput output;

    @BeforeAll
    static void runAllTrapsAtOnce() throws Exception {
        Path input = folder.resolve("input");
        reconnect().write(input);
        midnight().write(input);
        regressions().write(input);
        zeroTimes().write(input);
        crossedReference().write(input);
        sixHoursMissing().write(input);
        twin("BINANCE", 100).write(input);
        twin("COINBASE", 200).write(input);
        output =
                TestRun.of(folder.resolve("out"), input)
                        .set("snapshot.every-updates", 1)
                        .parallelism(2)
                        .on(CLUSTER);
    }

    /** While the recorder was away the market fell by ten; nobody deleted what vanished. */
    private static TrapLane reconnect() {
        return TrapLane.lake("BINANCE", "RECONNECT")
                .ladder(10, 1_000, 55)
                .message(20, "bid 1000 2")
                .message(30, "ask 1001 0")
                .ladder(50, 990, 55)
                .message(51, "bid 990 3");
    }

    private static TrapLane midnight() {
        return TrapLane.lake("BINANCE", "MIDNIGHT")
                .at("23:59:59.790")
                .ladder(1, 1_000, 50)
                .message(2, "bid 1000 2", "bid 999 2")
                .writtenOn("2024-08-09")
                .more(2, "ask 1001 2")
                .message(3, "bid 1000 3")
                .message(4, "bid 1000 4");
    }

    private static TrapLane regressions() {
        return TrapLane.lake("COINBASE", "REGRESSION")
                .ladder(1_000, 1_000, 50)
                .message(1_010, "bid 1000 2")
                .message(3, "bid 1000 7")
                .ladder(4, 1_000, 50)
                .message(9, "bid 1000 8")
                .ladder(2, 1_000, 50)
                .message(5, "bid 1000 9");
    }

    private static TrapLane zeroTimes() {
        return TrapLane.lake("BINANCE", "ZEROTIME")
                .timed(0L, null, 1, "bid 999 1")
                .ladder(2, 1_000, 50)
                .timed(0L, TrapLane.nanos("12:00:01.000"), 3, "bid 1000 3")
                .timed(0L, null, 4, "bid 1000 4")
                .timed(-1L, 0L, 5, "bid 1000 5");
    }

    private static TrapLane crossedReference() {
        return TrapLane.lake("COINBASE", "REFERENCE")
                .ladder(10, 1_000, 50)
                .message(11, "bid 1000 2")
                .book(11, "1000 2 999 1", "1001 1 1002 1")
                .message(12, "bid 1000 3")
                .book(12, "1005 1 1004 1", "1001 1 1002 1")
                .book(12, "1000 3 999 1", null)
                .message(13, "bid 1000 4");
    }

    private static TrapLane sixHoursMissing() {
        return TrapLane.lake("BINANCE", "SIXHOURS")
                .ladder(10, 1_000, 50)
                .message(11, "bid 1000 2")
                .at("12:00:30.000")
                .trade(1, "1001", "0.5")
                .at("12:02:00.000")
                .trade(2, "1001", "0.5")
                .at("15:00:00.000")
                .trade(3, "1001", "0.5")
                .at("18:00:00.100")
                .message(12, "bid 1000 3");
    }

    private static TrapLane twin(String exchange, long bid) {
        return TrapLane.lake(exchange, "TWIN")
                .message(1, "bid " + bid + " 1", "ask " + (bid + 1) + " 1")
                .message(2, "bid " + bid + " 2");
    }

    @Test
    void everyRowIsAccountedFor() {
        output.assertSound();
        assertThat(output.rows("select distinct mode, verdict from $statistics"))
                .containsExactlyInAnyOrder("monotonic|clean", "monotonic|disordered");
    }

    @Test
    void aSnapshotAfterAReconnectReplacesTheLevelsThatWereNeverDeleted() {
        assertThat(incidents("RECONNECT"))
                .containsExactly(
                        "RESYNC|null|implicit|10|110|null", "RESYNC|null|implicit|50|110|0.4369");
        output.assertRow(
                """
                                select list_transform(bids, lambda l: l.price) = range(990, 935, -1),
                                    list_transform(asks, lambda l: l.price) = range(991, 1046),
                                    list_transform(bids[2:], lambda l: l.quantity)
                                        = list_transform(range(54), lambda l: 1),
                                    covered_bids, covered_asks, book_state, %s
                                from $events where symbol = 'RECONNECT' and snapshot_kind = 'CLOSING'
                                """
                        .formatted(BEST),
                "true|true|true|55|55|LIVE|990.0|3.0|991.0|1.0");
        assertThat(crossedBooks(output)).isEqualTo("0|6");
    }

    @Test
    void withoutRepairTheBookIsCrossedAfterAReconnect() throws Exception {
        RunOutput unhealed =
                TestRun.of(folder.resolve("unhealed"), folder.resolve("input"))
                        .set("source.symbols", "RECONNECT")
                        .set("snapshot.implicit.min-levels", 1_000)
                        .set("crossed.policy", "off")
                        .set("snapshot.every-updates", 1)
                        .on(CLUSTER);

        assertThat(unhealed.has("incidents")).isFalse();
        assertThat(crossedBooks(unhealed)).isEqualTo("3|6");
        unhealed.assertRow(
                """
                                select len(bids), len(asks), certified_bids, book_state, %s
                                from $events where snapshot_kind = 'CLOSING'
                                """
                        .formatted(BEST),
                "65|65|0|SUSPECT|1000.0|2.0|991.0|1.0");
    }

    @Test
    void aMessageOverTheBorderOfTwoDaysIsOneMessageOfItsHour() {
        output.assertRows(
                """
                                select date, hour, update_id, count(*),
                                    count(*) filter (last_in_message), max(event_seq) - min(event_seq)
                                from $events
                                where symbol = 'MIDNIGHT' and event_type = 'BOOK_DELTA'
                                group by all order by update_id
                                """,
                "2024-08-08|23|2|3|1|2",
                "2024-08-08|23|3|1|1|0",
                "2024-08-09|00|4|1|1|0");
        output.assertRows(
                """
                                select hour, %s from $events where symbol = 'MIDNIGHT'
                                    and snapshot_kind = 'PERIODIC' order by event_seq
                                """
                        .formatted(BEST),
                "23|1000.0|2.0|1001.0|2.0",
                "23|1000.0|3.0|1001.0|2.0",
                "00|1000.0|4.0|1001.0|2.0");
    }

    @Test
    void aRegressionMakesTheBookSuspectUntilASnapshotThatIsNotBehind() {
        output.assertRows(
                """
                                select kind, update_id, expected_id, actual_id from $incidents
                                where symbol = 'REGRESSION' order by event_seq
                                """,
                "RESYNC|1000|null|null",
                "REGRESSION|3|1010|3",
                "RESYNC|4|null|null",
                "REFUSED_SNAPSHOT|2|null|null",
                "REGRESSION|5|9|5");
        output.assertRows(
                """
                                select update_id, book_state from $events where symbol = 'REGRESSION'
                                    and event_type = 'BOOK_DELTA' order by event_seq
                                """,
                "1010|LIVE",
                "3|SUSPECT",
                "9|LIVE",
                "5|SUSPECT");
        output.assertRow(
                """
                                select regressions, resyncs_implicit, gaps, stale, duplicates
                                from $statistics where symbol = 'REGRESSION'
                                """,
                "2|2|0|0|0");
    }

    @Test
    void aTimeOfZeroIsMissingAndNotTheYear1970() {
        output.assertRows(
                """
                                select hour, update_id, event_timestamp from $events
                                where symbol = 'ZEROTIME' and event_type = 'BOOK_DELTA'
                                order by event_seq
                                """,
                "12|3|2024-08-08 12:00:01.0",
                "12|4|2024-08-08 12:00:01.0",
                "12|5|2024-08-08 12:00:01.0");
        assertThat(
                        output.rows(
                                """
                                select "table", "row", reason, update_id, origin_time from $rejects
                                """))
                .as("the one row before any time")
                .containsExactly("deltas|0|NULL_TIME|1|null");
        assertThat(output.number("select count(*) from $events where date < '2024-08-08'"))
                .isZero();
    }

    @Test
    void aReferenceThatIsCrossedOrOneSidedIsRefused() {
        assertThat(incidents("REFERENCE"))
                .containsExactly(
                        "RESYNC|null|implicit|10|100|null",
                        "REFUSED_SNAPSHOT|CROSSED|book|12|4|0.7071",
                        "REFUSED_SNAPSHOT|ONE_SIDED|book|12|2|0.0");
        output.assertRow(
                """
                                select checks, refused_crossed, refused_one_sided, refused_behind,
                                    book_rows_in from $statistics where symbol = 'REFERENCE'
                                """,
                "1|1|1|0|3");
        output.assertRow(
                """
                                select book_state, covered_bids, covered_asks, %s
                                from $events where symbol = 'REFERENCE' and snapshot_kind = 'CLOSING'
                                """
                        .formatted(BEST),
                "LIVE|50|50|1000.0|4.0|1001.0|1.0");
    }

    @Test
    void sixHoursWithoutAMessageAreASilenceAndABookThatIsFrozenWhileTradesPrint() {
        output.assertRows(
                """
                                select kind, event_timestamp, "rows", detail from $incidents
                                where symbol = 'SIXHOURS' order by event_seq
                                """,
                "RESYNC|2024-08-08 12:00:00.0|100|superseded=0 replayed=0",
                "FROZEN|2024-08-08 12:02:00.0|2|top_unchanged_since="
                        + TrapLane.nanos("12:00:00.100"),
                "SILENCE|2024-08-08 18:00:00.1|1|nanos_without_a_message="
                        + 6L * 3_600 * 1_000_000_000);
        output.assertRow(
                """
                                select silences, frozen, gaps, trade_events from $statistics
                                where symbol = 'SIXHOURS'
                                """,
                "1|1|0|3");
    }

    @Test
    void oneSymbolOnTwoExchangesIsTwoLanes() {
        output.assertRows(
                """
                                select exchange, min(event_seq), count(*), min(bids[1].price::int),
                                    max(bids[1].price::int)
                                from $events where symbol = 'TWIN' group by all order by exchange
                                """,
                "BINANCE|0|6|100|100",
                "COINBASE|0|6|200|200");
    }

    private static List<String> incidents(String symbol) {
        return output.rows(
                """
                select kind, reason, source, update_id, "rows", round(drift, 4) from $incidents
                where symbol = '%s' order by event_seq, event_timestamp
                """
                        .formatted(symbol));
    }

    private static String crossedBooks(RunOutput output) {
        return output.row(
                """
                select count(*) filter (bids[1].price >= asks[1].price), count(*) from $events
                where symbol = 'RECONNECT' and event_type = 'BOOK_SNAPSHOT'
                """);
    }
}
