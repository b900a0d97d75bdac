// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.failure.Sabotage;
import io.deltabook.job.failure.Sabotage.Moment;
import io.deltabook.job.testing.BookRecording;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import io.deltabook.job.testing.TrapLane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Recordings of full books without deltas, through the whole job; what must come out is worked out
 * by DuckDB from the recording.
 */
final class FullBooksITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final int BOOKS = 4_000;
    private static final int ROWS_OF_FILE = 1_500;

    /** A side of the books that came out, level by level. */
    private static final String LISTED =
            """
            select epoch_us(event_timestamp) as micros, '%1$s' as side,
                unnest(%1$ss).price::double as price, unnest(%1$ss).quantity::double as quantity
            from $events where snapshot_kind = 'RESYNC' and symbol = 'BTC'
            """;

    @TempDir private static Path folder;

    private static Path input;
    private static BookRecording recording;

    @BeforeAll
    static void record() {
        input = folder.resolve("input");
        recording = BookRecording.write(input, "BTC", BOOKS, ROWS_OF_FILE);
        BookRecording.write(input, "ETH", 700, ROWS_OF_FILE);
    }

    private static TestRun run(String name) {
        return TestRun.of(folder.resolve(name), input)
                .set("checkpoint.interval", "50ms")
                .parallelism(2);
    }

    private static void assertHasAllBooks(RunOutput output) {
        String listed = LISTED.formatted("bid") + " union all " + LISTED.formatted("ask");
        String recorded = "select micros, side, price, quantity from " + recording.relation();
        output.assertRow(
                "select count(*) from (%s)".formatted(listed),
                output.row("select count(*) from (%s)".formatted(recorded)));
        output.assertRows("(%s) except all (%s) limit 3".formatted(listed, recorded));
        output.assertRow(
                """
                                select count(*) filter (snapshot_kind = 'RESYNC'),
                                    count(*) filter (event_type = 'TRADE'),
                                    max(certified_bids), min(covered_bids), max(covered_asks)
                                from $events where symbol = 'BTC' and book_state = 'LIVE'
                                """,
                BOOKS + "|" + BOOKS + "|0|25|25");
    }

    @Test
    void eachBookIsASnapshotOfItsLevelsWithTradesBetween() throws Exception {
        RunOutput output = run("books").on(CLUSTER);

        output.assertSound();
        assertHasAllBooks(output);
        output.assertRows(
                """
                                select symbol, mode, verdict, rows_in, book_rows_in, book_rows_taken,
                                    trades_in, trade_events, delta_events, resyncs
                                from $statistics order by all
                                """,
                "BTC|none|unverifiable|0|4000|4000|4000|4000|0|4000",
                "ETH|none|unverifiable|0|700|700|700|700|0|700");
        assertThat(
                        output.row(
                                """
                                select count(*) from (select event_timestamp, snapshot_kind, lag(event_timestamp)
                                    over (partition by symbol order by event_seq) as before from $events)
                                where event_timestamp < before
                                """))
                .as("times that go back")
                .isEqualTo("0");
    }

    @Test
    void theDifferencesBetweenBooksAreDeltasAsDeepAsTheNextBookGoes() throws Exception {
        RunOutput output = run("differences").set("snapshot.diff", true).on(CLUSTER);

        output.assertSound();
        assertHasAllBooks(output);
        String expected =
                """
                with levels as %s,
                worst as (
                    select book, micros, side,
                        max(case side when 'bid' then -price else price end) as worst
                    from levels group by all),
                changes as (
                    select w.micros, w.side, coalesce(n.price, o.price) as price,
                        coalesce(n.quantity, 0) as quantity, worst
                    from (select book + 1 as book, side, price, quantity from levels) o
                    full join levels n using (book, side, price)
                    join worst w on w.book = book and w.side = side and w.book > 0
                    where n.quantity is distinct from o.quantity)
                select micros, side, price, quantity from changes
                where case side when 'bid' then -price else price end <= worst
                """
                        .formatted(recording.relation());
        String written =
                """
                select epoch_us(event_timestamp), lower(delta_side), delta_price::double,
                    delta_quantity::double
                from $events where event_type = 'BOOK_DELTA' and symbol = 'BTC'
                """;
        String count = output.row("select count(*) from (%s)".formatted(expected));
        assertThat(Integer.parseInt(count)).isGreaterThan(BOOKS);
        assertThat(output.row("select count(*) from (%s)".formatted(written))).isEqualTo(count);
        output.assertRows("(%s) except all (%s) limit 3".formatted(expected, written));
        output.assertRow(
                """
                                select delta_events, difference_events, messages, verdict
                                from $statistics where symbol = 'BTC'
                                """,
                count + "|" + count + "|0|unverifiable");
        assertThat(
                        output.row(
                                """
                                select count(*) from (
                                    select *, lead(snapshot_kind) over books as next_kind,
                                        lag(delta_side) over books as side_before,
                                        lag(last_in_message) over books as ended
                                    from $events where event_type <> 'TRADE'
                                    window books as (partition by symbol order by event_seq))
                                where last_in_message <> coalesce(next_kind = 'RESYNC', false)
                                    or (not ended and side_before = 'ASK' and delta_side = 'BID')
                                """))
                .as("messages that do not end before the book they lead to, or mix their sides")
                .isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource(
            value = Moment.class,
            names = {"BETWEEN_BATCHES", "INSIDE_FILE", "AFTER_COMMITTED_LANE", "AFTER_LANE"})
    void aFailureLosesNothingAndRepeatsNothing(Moment moment) throws Exception {
        RunOutput undisturbed = run("as-" + moment).set("snapshot.diff", true).on(CLUSTER);
        Path output = folder.resolve(moment.name());
        RunOutput disturbed =
                run(moment.name())
                        .set("snapshot.diff", true)
                        .sabotage(Sabotage.of(output, 1, moment), 1)
                        .on(CLUSTER);
        assertThat(disturbed.restores()).isEqualTo(1);
        disturbed.assertSound();
        disturbed.assertSameAs(undisturbed);
    }

    @Test
    void idsOfBooksThatRiseProveWhatEachOfThemLists() throws Exception {
        Path lake = folder.resolve("lake");
        TrapLane.lake("BINANCE", "BTC-USDT")
                .book(10, "99 1 98 2", "101 1 102 2")
                .book(10, "99 1 98 2", "101 1 102 2")
                .book(12, "99 3 97 2", "101 1 102 2")
                .book(11, "99 1 98 2", "101 1 102 2")
                .book(15, "99 1", null)
                .book(16, "103 1", "102 1")
                .trade(1, "100", "1")
                .write(lake);
        RunOutput output = TestRun.of(folder.resolve("lake-out"), lake).parallelism(1).on(CLUSTER);

        output.assertSound();
        output.assertRows(
                """
                                select snapshot_kind, update_id, certified_bids, certified_asks
                                from $events where event_type = 'BOOK_SNAPSHOT' order by event_seq
                                """,
                "RESYNC|10|2|2",
                "CHECK|10|2|2",
                "RESYNC|12|2|2",
                "CLOSING|12|0|0");
        output.assertRow(
                """
                                select mode, book_rows_in, book_rows_taken, book_rows_refused,
                                    refused_behind, refused_one_sided, refused_crossed
                                from $statistics
                                """,
                "monotonic|6|3|3|1|1|1");
    }

    @Test
    void aFileOfBooksThatIsSkippedEndsTheTrustInTheBookUntilTheNext() throws Exception {
        Path broken = folder.resolve("broken");
        BookRecording.write(broken, "BTC", 30, 10);
        Files.writeString(broken.resolve("BTC_book_01.parquet"), "no Parquet");
        RunOutput output =
                TestRun.of(folder.resolve("broken-out"), broken)
                        .set("source.on-bad-file", "skip")
                        .set("snapshot.diff", true)
                        .parallelism(1)
                        .on(CLUSTER);

        output.assertSound();
        // After the book at 0.9 s and before that at 2.0 s, one each 70 ms: numbers 13 to 28.
        output.assertRows(
                """
                                select book_state, event_type, count(*) filter (book_state <> 'LIVE')
                                from $events where event_type = 'TRADE' group by all order by all
                                """,
                "LIVE|TRADE|0",
                "SUSPECT|TRADE|16");
        assertThat(output.rows("select kind, source from $incidents where kind = 'BAD_FILE'"))
                .isEqualTo(List.of("BAD_FILE|" + broken.resolve("BTC_book_01.parquet")));
    }
}
