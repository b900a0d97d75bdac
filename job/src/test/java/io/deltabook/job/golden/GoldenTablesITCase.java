// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.failure.Sabotage;
import io.deltabook.job.failure.Sabotage.Moment;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deltas, trades and book snapshots of real captures in one stream, compared by DuckDB. */
final class GoldenTablesITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String SPOT = "spot_btcusdt_20240808";
    private static final String FUTURES = "usdm_ethusdt_20240808";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        SPOT + ", 124090, 9757, 3449, 44, 3405",
        FUTURES + ", 428662, 14076, 3441, 4, 3437",
    })
    void nothingIsLostAndTheBookIsHealed(
            String name, long deltas, long trades, long books, long resyncs, long checks)
            throws Exception {
        RunOutput output = run(name, "out").parallelism(2).on(CLUSTER);

        output.assertSound();
        assertThat(
                        output.row(
                                """
                                select rows_in, delta_events, trades_in, trade_events, book_rows_in,
                                    resyncs_book, checks, rejected_rows from $statistics
                                """))
                .isEqualTo(
                        "%d|%d|%d|%d|%d|%d|%d|0",
                        deltas, deltas, trades, trades, books, resyncs, checks);
        assertThat(
                        output.row(
                                """
                                select count(*), sum(trade_id), sum(trade_price), sum(trade_quantity),
                                    count(*) filter (trade_side = 'BUY')
                                from $events where event_type = 'TRADE'
                                """))
                .isEqualTo(
                        output.row(
                                """
                                select count(*), sum(trade_id), %s, %s,
                                    count(*) filter (side = 'buy') from %s
                                """
                                        .formatted(
                                                sum("price"),
                                                sum("quantity"),
                                                input(name, "trades"))));
        assertThat(
                        output.row(
                                """
                                select count(*), sum(update_id), sum(delta_price), sum(delta_quantity),
                                    count(*) filter (delta_side = 'BID')
                                from $events where event_type = 'BOOK_DELTA'
                                """))
                .isEqualTo(
                        output.row(
                                """
                                select count(*), sum(sequence_number), %s, %s,
                                    count(*) filter (side_is_bid) from %s
                                """
                                        .formatted(
                                                sum("price"),
                                                sum("size"),
                                                input(name, "book_delta_v2"))));
    }

    /** Keys as the contract has them: the largest time of the table so far, deltas first. */
    @ParameterizedTest
    @ValueSource(strings = {SPOT, FUTURES})
    void tradesFollowTheDeltasOfTheirTime(String name) throws Exception {
        RunOutput output = run(name, "out").parallelism(1).on(CLUSTER);

        output.assertRow(
                """
                                with keys as (
                                    select event_seq, event_type = 'TRADE' trade,
                                        max(event_timestamp) over (partition by event_type
                                            order by event_seq) as key
                                    from $events where event_type in ('TRADE', 'BOOK_DELTA')),
                                steps as (
                                    select key, trade, lag(key) over w as last_key,
                                        lag(trade) over w as last_trade
                                    from keys window w as (order by event_seq))
                                select count(*) filter (key < last_key
                                        or key = last_key and last_trade and not trade),
                                    count(*) filter (trade <> last_trade) > 1000
                                from steps
                                """,
                "0|true");
        output.assertRow(
                """
                                with events as (select row_number() over (order by event_seq) n,
                                        trade_id from $events where event_type = 'TRADE'),
                                trades as (select row_number() over (order by filename,
                                        file_row_number) n, trade_id from %s)
                                select count(*) filter (events.trade_id <> trades.trade_id), count(*)
                                from events join trades using (n)
                                """
                        .formatted(input(name, "trades")),
                "0|" + output.number("select sum(trades_in) from $statistics"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, FUTURES})
    void subtasksAndFailuresChangeNothing(String name) throws Exception {
        RunOutput one = run(name, "one").parallelism(1).on(CLUSTER);
        Path disturbed = folder.resolve("disturbed");
        Sabotage sabotage = Sabotage.of(disturbed, 5, Moment.INSIDE_FILE, Moment.BETWEEN_BATCHES);

        RunOutput two =
                run(name, "disturbed")
                        .set("checkpoint.interval", "50ms")
                        .parallelism(2)
                        .sabotage(sabotage, 2)
                        .on(CLUSTER);

        assertThat(sabotage.left()).isEmpty();
        assertThat(two.restores()).isEqualTo(2);
        two.assertSameAs(one);
    }

    private TestRun run(String name, String output) {
        return TestRun.of(folder.resolve(output), Golden.path("cases/" + name + "/lake"))
                .set("crossed.policy", "off");
    }

    /** The sum of a column of doubles as decimals. */
    private static String sum(String column) {
        return "sum(" + column + "::varchar::decimal(38, 18))";
    }

    private static String input(String name, String table) {
        return "read_parquet('%s/**/*.parquet', filename = true, file_row_number = true)"
                .formatted(Golden.path("cases/" + name + "/lake/" + table));
    }
}
