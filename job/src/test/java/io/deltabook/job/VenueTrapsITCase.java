// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import io.deltabook.job.testing.TrapLane;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What venues do: numbering that starts again, feeds of limited depth, numbers of every scale. */
final class VenueTrapsITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String LEVELS =
            "array_to_string(list_transform(%s, lambda l: l.price::double), ' ')";

    @TempDir private static Path folder;
    private static RunOutput output;

    @BeforeAll
    static void runAllTrapsAtOnce() throws Exception {
        Path input = folder.resolve("input");
        manyOldMessages().write(input);
        heldSnapshot().write(input);
        limitedFeed().write(input);
        cheap().write(input);
        dear().write(input);
        output = run("out").on(CLUSTER);
    }

    private static TestRun run(String name) {
        return TestRun.of(folder.resolve(name), folder.resolve("input"))
                .set("decimal.strategy", "pips")
                .set("decimal.scales.DEAR.price", 2)
                .set("decimal.scales.DEAR.quantity", 3)
                .set("snapshot.every-updates", 1)
                .parallelism(2);
    }

    private static TrapLane manyOldMessages() {
        TrapLane lane =
                TrapLane.ranged("BINANCE", "OLDNUMBERS")
                        .snapshot(1_000, "bid 100 5", "ask 101 5")
                        .message(1_001, "bid 100 6");
        for (int id = 1; id <= 101; id++) {
            lane.message(id, "bid 90 " + id);
        }
        return lane.message(102, "bid 99 1").snapshot(101, "bid 98 1", "ask 101 1");
    }

    private static TrapLane heldSnapshot() {
        return TrapLane.ranged("BYBIT", "HELD")
                .snapshot(1_000, "bid 100 5", "ask 101 5")
                .message(1_001, "bid 100 6")
                .snapshot(900, "bid 70 1", "ask 71 1")
                .message(1_002, "bid 100 7")
                .snapshot(5, "bid 50 1", "ask 51 1")
                .message(6, 7, "bid 50 2")
                .message(8, "bid 49 1");
    }

    /**
     * A feed of three levels: bids 100, 99 and 98 leave it as the price rises, are cancelled
     * unseen, and are not there when the price is back.
     */
    private static TrapLane limitedFeed() {
        return TrapLane.ranged("OKX", "LIMITED")
                .snapshot(
                        10,
                        "bid 100 1",
                        "bid 99 1",
                        "bid 98 1",
                        "ask 104 1",
                        "ask 105 1",
                        "ask 106 1")
                .message(11, "bid 103 1", "bid 102 1", "bid 101 1")
                .message(12, "bid 103 0", "bid 102 0", "bid 95 1", "bid 94 1");
    }

    private static TrapLane cheap() {
        return TrapLane.ranged("BINANCE", "CHEAP")
                .snapshot(10, "bid 0.00001234 5", "ask 0.00001236 5")
                .message(11, "bid 0.0000123456 7", "bid 0.00001233 1000000.5");
    }

    private static TrapLane dear() {
        return TrapLane.ranged("BINANCE", "DEAR")
                .snapshot(10, "bid 60000.25 1.125", "ask 60000.5 1")
                .message(11, "bid 60000.125 1", "bid 59999 1.0001", "bid 60000.25 2.5");
    }

    @Test
    void everyRowIsAccountedFor() {
        output.assertSound();
        assertThat(output.rows("select distinct mode, verdict from $statistics"))
                .containsExactlyInAnyOrder("range|verified", "range|gaps");
    }

    @Test
    void moreThanAHundredOldMessagesMeanThatTheNumberingStartsAgain() {
        assertThat(
                        output.rows(
                                """
                                select kind, reason, count(*), min(update_id), max(update_id),
                                    min(expected_id), min(actual_id), min(size)
                                from $incidents where symbol = 'OLDNUMBERS'
                                group by all order by min(event_seq), kind, min(update_id)
                                """))
                .containsExactlyInAnyOrder(
                        "RESYNC|null|2|101|1000|null|null|null",
                        "STALE|null|100|1|100|null|null|null",
                        "GAP|RESTART|1|101|101|1002|101|null",
                        "RESTART|null|1|101|101|1002|101|null");
        output.assertRows(
                """
                                select update_id, book_state, event_type from $events
                                where symbol = 'OLDNUMBERS' order by event_seq
                                """,
                "1000|LIVE|BOOK_SNAPSHOT",
                "1001|LIVE|BOOK_DELTA",
                "1001|LIVE|BOOK_SNAPSHOT",
                "101|WAITING|BOOK_DELTA",
                "102|WAITING|BOOK_DELTA",
                "102|LIVE|BOOK_SNAPSHOT",
                "102|LIVE|BOOK_SNAPSHOT");
        assertThat(closing("OLDNUMBERS", output)).isEqualTo("LIVE|99.0 98.0|2|101.0|1");
        output.assertRow(
                """
                                select stale, restarts, gaps, gaps_unknown, resyncs, refused_unbridged
                                from $statistics where symbol = 'OLDNUMBERS'
                                """,
                "100|1|1|1|2|0");
    }

    @Test
    void aLowerSnapshotThatTheNextMessageBridgesMeansTheSame() {
        output.assertRows(
                """
                                select kind, reason, update_id, expected_id, actual_id
                                from $incidents where symbol = 'HELD' order by event_seq, kind desc
                                """,
                "RESYNC|null|1000|null|null",
                "REFUSED_SNAPSHOT|BEHIND|900|null|null",
                "RESTART|null|7|1003|6",
                "RESYNC|null|5|null|null");
        assertThat(closing("HELD", output)).isEqualTo("LIVE|50.0 49.0|1|51.0|1");
        output.assertRow(
                """
                                select restarts, gaps, resyncs, refused_behind, last_update_id
                                from $statistics where symbol = 'HELD'
                                """,
                "1|0|2|1|8");
    }

    @Test
    void levelsThatLeaveALimitedFeedAreForgottenAndNotCertified() throws Exception {
        RunOutput limited =
                run("limited")
                        .set("source.symbols", "LIMITED")
                        .set("book.depth.feed", 3)
                        .on(CLUSTER);

        limited.assertSound();
        limited.assertRows(
                """
                                select update_id, %s, certified_bids, certified_asks from $events
                                where event_type = 'BOOK_SNAPSHOT' and snapshot_kind <> 'CLOSING'
                                order by event_seq
                                """
                        .formatted(LEVELS.formatted("bids")),
                "10|100.0 99.0 98.0|3|3",
                "11|103.0 102.0 101.0|3|3",
                "12|101.0 95.0 94.0|1|3");
        assertThat(closing("LIMITED", limited))
                .isEqualTo("LIVE|101.0 95.0 94.0|1|104.0 105.0 106.0|3");
        assertThat(closing("LIMITED", output))
                .as("the ghosts of a reader who takes the feed for the whole book")
                .isEqualTo("LIVE|101.0 100.0 99.0 98.0 95.0 94.0|4|104.0 105.0 106.0|3");
    }

    @Test
    void eachSymbolHasItsScalesAndANumberThatDoesNotFitIsRejectedNotRounded() {
        output.assertRows(
                """
                                select symbol, "row", reason, update_id, price::double, quantity::double
                                from $rejects order by all
                                """,
                "CHEAP|2|PRICE_SCALE|11|1.23456E-5|7.0",
                "DEAR|2|PRICE_SCALE|11|60000.125|1.0",
                "DEAR|3|QUANTITY_SCALE|11|59999.0|1.0001");
        output.assertRows(
                """
                                select symbol, delta_price, delta_quantity, book_state from $events
                                where symbol in ('CHEAP', 'DEAR') and event_type = 'BOOK_DELTA'
                                order by all
                                """,
                "CHEAP|0.000012330000000000|1000000.500000000000000000|LIVE",
                "DEAR|60000.250000000000000000|2.500000000000000000|LIVE");
    }

    @Test
    void wideDecimalsKeepWhatNoScaleHolds() throws Exception {
        RunOutput wide =
                run("wide")
                        .set("source.symbols", "CHEAP,DEAR")
                        .set("decimal.strategy", "decimal128")
                        .on(CLUSTER);

        wide.assertSound();
        assertThat(wide.has("rejects")).isFalse();
        wide.assertRows(
                """
                                select symbol, delta_price, delta_quantity, book_state from $events
                                where event_type = 'BOOK_DELTA' order by all
                                """,
                "CHEAP|0.000012330000000000|1000000.500000000000000000|LIVE",
                "CHEAP|0.000012345600000000|7.000000000000000000|LIVE",
                "DEAR|59999.000000000000000000|1.000100000000000000|LIVE",
                "DEAR|60000.125000000000000000|1.000000000000000000|LIVE",
                "DEAR|60000.250000000000000000|2.500000000000000000|LIVE");
    }

    /** State, prices of each side and how many of them are certified, where the lane ended. */
    private static String closing(String symbol, RunOutput run) {
        return run.row(
                """
                select book_state, %s, certified_bids, %s, certified_asks from $events
                where symbol = '%s' and snapshot_kind = 'CLOSING'
                """
                        .formatted(LEVELS.formatted("bids"), LEVELS.formatted("asks"), symbol));
    }
}
