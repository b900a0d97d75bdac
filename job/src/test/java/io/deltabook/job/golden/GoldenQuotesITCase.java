// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quotes and periods of real captures, and the times of their events. */
final class GoldenQuotesITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String SPOT = "cases/spot_btcusdt_20240808";
    private static final String USDM = "cases/usdm_ethusdt_20240808";

    private static RunOutput output;

    @TempDir private static Path folder;

    private static RunOutput output() throws Exception {
        if (output == null) {
            output =
                    TestRun.of(
                                    folder.resolve("run"),
                                    Golden.path(SPOT + "/native"),
                                    Golden.path(USDM + "/native"))
                            .parallelism(2)
                            .on(CLUSTER);
        }
        return output;
    }

    /**
     * What the quote in force after each message says, against a best bid and ask by message id.
     */
    private static String againstQuotes(String symbol, String truth) {
        return """
                with quotes as (
                    select * from $quotes where symbol = '%1$s' and book_state = 'LIVE'),
                truth as (select u::bigint id, bid::decimal(38, 18) bid, bid_qty::decimal(38, 18) bid_qty,
                    ask::decimal(38, 18) ask, ask_qty::decimal(38, 18) ask_qty from %2$s),
                inForce as (
                    select truth.*, quotes.* from truth asof join quotes on truth.id >= quotes.update_id)
                select count(*), count(*) filter (bid = bid_price and bid_qty = bid_quantity
                    and ask = ask_price and ask_qty = ask_quantity), count(*) filter (certified)
                from inForce
                """
                .formatted(symbol, truth);
    }

    @ParameterizedTest
    @CsvSource({
        "BTC-USDT, cases/spot_btcusdt_20240808, 3449, 3427",
        "ETH-USDT-PERP, cases/usdm_ethusdt_20240808, 6580, 6580"
    })
    void afterEveryMessageTheQuoteInForceIsTheTruth(
            String symbol, String capture, long messages, long certified) throws Exception {
        String truth =
                "(select u, best_bid bid, best_bid_qty bid_qty, best_ask ask, best_ask_qty ask_qty from "
                        + Golden.csv(capture + "/truth/book_after_message.csv")
                        + " where exists (from $events where update_id = u::bigint and symbol = '"
                        + symbol
                        + "'))";

        assertThat(output().row(againstQuotes(symbol, truth)))
                .isEqualTo(messages + "|" + messages + "|" + certified);
    }

    @ParameterizedTest
    @CsvSource({
        "BTC-USDT, cases/spot_btcusdt_20240808, 2",
        "ETH-USDT-PERP, cases/usdm_ethusdt_20240808, 0"
    })
    void theyAreThoseThatTheExchangePublishedItself(String symbol, String capture, int mostOthers)
            throws Exception {
        String bbo =
                "(select * from "
                        + Golden.csv(capture + "/truth/bbo.csv")
                        + " where exists (from $events where update_id = u::bigint and last_in_message and symbol = '"
                        + symbol
                        + "'))";
        String[] counts = output().row(againstQuotes(symbol, bbo)).split("\\|");

        assertThat(Long.parseLong(counts[0])).isPositive();
        assertThat(Long.parseLong(counts[0]) - Long.parseLong(counts[1]))
                .isBetween(0L, (long) mostOthers);
    }

    @Test
    void aQuoteIsWrittenWhenSomethingChangesAndOnlyThen() throws Exception {
        output().assertRow(
                        """
                        with changes as (
                            select (bid_price, bid_quantity, ask_price, ask_quantity, book_state,
                                certified) said,
                                lag(said) over (partition by symbol order by event_seq) previous
                            from $quotes)
                        select count(*) > 3000, count(*) filter (said is not distinct from previous)
                        from changes
                        """,
                        "true|0");
    }

    @Test
    void quotesCarryTheTimesOfTheLastEventOfTheirMessage() throws Exception {
        output().assertRow(
                        """
                        select count(*) > 3000, count(*) filter (
                            quote.event_timestamp is distinct from event.event_timestamp
                            or quote.arrival_timestamp is distinct from event.arrival_timestamp
                            or quote.update_id is distinct from event.update_id
                            or quote.book_state <> event.book_state
                            or not coalesce(event.last_in_message, event.event_type = 'BOOK_SNAPSHOT'))
                        from $quotes quote left join $events event using (exchange, symbol, event_seq)
                        """,
                        "true|0");
    }

    @Test
    void periodsTileTheLaneAndAreTheStatesOfItsEvents() throws Exception {
        output().assertRows(
                        """
                        with rows as (
                            select *, lead(from_seq) over lane next_seq, lead(from_time) over lane next_time
                            from $periods window lane as (partition by symbol order by from_seq))
                        select symbol, min(from_seq), max(to_seq) + 1 - sum(events),
                            count(*) filter (next_seq <> to_seq + 1 or next_time <> to_time),
                            string_agg(book_state || ' ' || coalesce(cause, '-'), ', ' order by from_seq)
                        from rows group by symbol order by symbol
                        """,
                        "BTC-USDT|0|0|0|WAITING -, LIVE RESYNC",
                        "ETH-USDT-PERP|0|0|0|WAITING -, LIVE RESYNC");
        output().assertRow(
                        """
                        select count(*) from $events event left join $periods period
                            on event.symbol = period.symbol
                            and event.event_seq between from_seq and to_seq
                        where event.book_state is distinct from period.book_state
                        """,
                        "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, USDM})
    void bothTimesOfEveryEventAreThoseOfItsRow(String capture) throws Exception {
        RunOutput lake =
                TestRun.of(folder.resolve(capture), Golden.path(capture + "/lake"))
                        .parallelism(1)
                        .on(CLUSTER);
        String input = Golden.path(capture + "/lake").toString();

        lake.assertRow(
                """
                select count(*) > 10000, count(*) filter (not exists (
                    from read_parquet('%s/book_delta_v2/**/*.parquet') row
                    where row.sequence_number = event.update_id
                        and row.origin_time = event.event_timestamp
                        and row.received_time = event.arrival_timestamp))
                from $events event where event_type = 'BOOK_DELTA'
                """
                        .formatted(input),
                "true|0");
        lake.assertRow(
                """
                select count(*) > 5000, count(*) filter (not exists (
                    from read_parquet('%s/trades/**/*.parquet') row
                    where row.trade_id = event.trade_id
                        and row.origin_time = event.event_timestamp
                        and row.received_time = event.arrival_timestamp))
                from $events event where event_type = 'TRADE'
                """
                        .formatted(input),
                "true|0");
        lake.assertRow(
                """
                select count(*) > 1000, count(*) filter (not exists (
                    from read_parquet('%s/book/**/*.parquet') row
                    where row.received_time = event.arrival_timestamp))
                from $events event where snapshot_kind in ('RESYNC', 'CHECK')
                """
                        .formatted(input),
                "true|0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "arrival"})
    void theClockOrdersTheTablesAndChangesNoTime(String clock) throws Exception {
        RunOutput run =
                TestRun.of(folder.resolve(clock), Golden.path(SPOT + "/lake"))
                        .set("time.clock", clock)
                        .parallelism(1)
                        .on(CLUSTER);

        run.assertRow(
                """
                select count(*) filter (event_timestamp <= arrival_timestamp) > 0,
                    count(*) filter (event_timestamp = arrival_timestamp),
                    count(*) filter (arrival_timestamp is null)
                from $events where snapshot_kind is distinct from 'CLOSING'
                """,
                "false|0|0");
    }

    @Test
    void withoutQuotesEverythingElseIsTheSame() throws Exception {
        RunOutput without =
                TestRun.of(
                                folder.resolve("without"),
                                Golden.path(SPOT + "/native"),
                                Golden.path(USDM + "/native"))
                        .set("sink.quotes", false)
                        .parallelism(1)
                        .on(CLUSTER);

        assertThat(without.has("quotes")).isFalse();
        without.assertSameAs(output(), List.of("events", "periods", "incidents"), "*");
    }
}
