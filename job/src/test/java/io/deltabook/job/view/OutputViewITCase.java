// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.testing.SampleOutput;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.testing.Folders;
import io.deltabook.job.testing.RunOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the page is told, against DuckDB's reading of the same files. */
final class OutputViewITCase {
    @RegisterExtension static final SampleOutput SAMPLE = new SampleOutput();

    private static final LaneId LANE = new LaneId("SYNTH", "BTC-USDT");
    private static final String OF_LANE = " where symbol = 'BTC-USDT'";

    @TempDir private Path folder;
    private RunOutput sample;
    private OutputView view;

    @BeforeEach
    void open() throws IOException {
        sample = new RunOutput(SAMPLE.one(), 0);
        view = OutputView.of(SAMPLE.one());
    }

    private Span whole(int buckets) {
        return new Span(
                sample.number("select epoch_ns(min(event_timestamp)) from $events" + OF_LANE),
                sample.number("select epoch_ns(max(event_timestamp)) + 1 from $events" + OF_LANE),
                buckets);
    }

    @Test
    void theOverviewNamesTheLanesAndSaysThatTheRunIsComplete() throws IOException {
        OutputView.Overview overview = view.overview();

        assertThat(overview.lanes()).hasSize(2).contains(LANE);
        assertThat(overview.status()).isEqualTo("finished");
        assertThat(overview.ended()).isEqualTo(2);
    }

    @Test
    void hoursHaveTheEventsGapsAndRejectsOfTheirFiles() throws IOException {
        List<String> found = new ArrayList<>();
        for (Coverage.Hour hour : view.coverage(LANE)) {
            found.add(
                    "%d|%d|%d|%d"
                            .formatted(hour.hour(), hour.events(), hour.snapshots(), hour.gaps()));
        }

        assertThat(found)
                .containsExactlyElementsOf(
                        sample.rows(
                                """
                                select epoch(date::date)::bigint + 3600 * hour::bigint, count(*),
                                    count(*) filter (event_type = 'BOOK_SNAPSHOT'),
                                    (select count(*) from $incidents i where i.symbol = 'BTC-USDT' and kind = 'GAP'
                                        and date_trunc('hour', i.event_timestamp) = any_value(date_trunc('hour', e.event_timestamp)))
                                from $events e where symbol = 'BTC-USDT' group by date, hour order by 1
                                """));
        assertThat(view.coverage(LANE).stream().mapToLong(Coverage.Hour::rejects).sum())
                .isEqualTo(sample.number("select count(origin_time) from $rejects" + OF_LANE));
    }

    @Test
    void theShareOfLiveTimeIsThatOfThePeriods() throws IOException {
        double live = 0;
        double all = 0;
        for (Coverage.Hour hour : view.coverage(LANE)) {
            double until = Math.min(hour.hour() + 3600, whole(1).to() / 1e9);
            double from = Math.max(hour.hour(), whole(1).from() / 1e9);
            live += hour.live() * (until - from);
            all += until - from;
        }

        assertThat(live / all)
                .isCloseTo(
                        Double.parseDouble(
                                sample.row(
                                        "select sum(epoch_ns(to_time) - epoch_ns(from_time)) filter (book_state = 'LIVE') / sum(epoch_ns(to_time) - epoch_ns(from_time)) from $periods"
                                                + OF_LANE)),
                        within(1e-6));
        assertThat(live / all).isBetween(0.1, 0.9999);
    }

    @Test
    void anHourWhoseStateHasNotEndedIsEstimatedByItsQuotes() throws IOException {
        Path running = Folders.copy(SAMPLE.one(), folder.resolve("running"));
        for (String ended : List.of("periods", "statistics", "summary.json")) {
            io.deltabook.job.storage.Folders.delete(running.resolve(ended));
        }
        OutputView unfinished = OutputView.of(running);

        assertThat(unfinished.overview().status()).isEqualTo("not finished");
        assertThat(unfinished.coverage(LANE))
                .isNotEmpty()
                .allMatch(Coverage.Hour::isEstimate)
                .allMatch(hour -> hour.live() > 0 && hour.live() <= 1);
    }

    @Test
    void quotesOfEachBucketHaveTheExtremesOfItsRows() throws IOException {
        for (int buckets : List.of(1, 7, 300, 4_000)) {
            Span span = whole(buckets);
            OutputView.Quotes quotes = view.quotes(LANE, span);
            List<String> found = new ArrayList<>();
            for (int i = 0; i < quotes.seconds().length; i++) {
                if (quotes.quotes()[i] > 0 && Double.isFinite(quotes.spreadHigh()[i])) {
                    found.add(
                            "%d|%d|%.6f|%.6f|%.6f"
                                    .formatted(
                                            i,
                                            quotes.quotes()[i],
                                            quotes.bidLow()[i],
                                            quotes.askHigh()[i],
                                            quotes.spreadHigh()[i]));
                }
            }

            assertThat(quotes.pendingHours()).isZero();
            assertThat(found)
                    .containsExactlyElementsOf(
                            sample.rows(
                                    """
                                    select ((epoch_ns(event_timestamp) - %d) // %d)::bigint b, count(*),
                                        printf('%%.6f', min(bid_price::double)),
                                        printf('%%.6f', max(ask_price::double)),
                                        printf('%%.6f', max(ask_price::double - bid_price::double))
                                    from $quotes where symbol = 'BTC-USDT' group by b having max(ask_price - bid_price) is not null order by b
                                    """
                                            .formatted(span.begin(), span.step())));
        }
    }

    @Test
    void aBucketWithoutQuotesShowsTheNewestBeforeIt() throws IOException {
        Span span = whole(4_000);
        OutputView.Quotes quotes = view.quotes(LANE, span);
        int empty = 1;
        while (quotes.quotes()[empty] > 0 || Double.isNaN(quotes.bid()[empty])) {
            empty++;
        }

        assertThat(quotes.bid()[empty])
                .isEqualTo(
                        Double.parseDouble(
                                sample.row(
                                        "select arg_max(bid_price, event_seq)::double from $quotes where symbol = 'BTC-USDT' and epoch_ns(event_timestamp) < "
                                                + (span.begin() + empty * span.step()))));
    }

    @Test
    void activityCountsMessagesAndTradesAndTheirLatency() throws IOException {
        for (int buckets : List.of(1, 500, 4_000)) {
            OutputView.Activity activity = view.activity(LANE, whole(buckets));

            assertThat(
                            "%d|%d|%d"
                                    .formatted(
                                            Arrays.stream(activity.events()).sum(),
                                            Arrays.stream(activity.messages()).sum(),
                                            Arrays.stream(activity.trades()).sum()))
                    .isEqualTo(
                            sample.row(
                                    "select count(*), count(*) filter (last_in_message), count(trade_price) from $events"
                                            + OF_LANE));
            assertThat(Arrays.stream(activity.latencyHigh()).filter(Double::isFinite).max())
                    .hasValue(
                            Double.parseDouble(
                                    sample.row(
                                            "select max(epoch_ns(arrival_timestamp) - epoch_ns(event_timestamp)) / 1e6 from $events where symbol = 'BTC-USDT' and last_in_message")));
        }
    }

    @Test
    void incidentsAndStatesAreThoseOfTheSpan() throws IOException {
        Findings.Incidents incidents = view.incidents(LANE, whole(100));

        assertThat(incidents.kinds().get("GAP"))
                .isEqualTo(
                        sample.number(
                                "select count(*) from $incidents where symbol = 'BTC-USDT' and kind = 'GAP'"));
        assertThat(Arrays.stream(incidents.counts().get("GAP")).sum())
                .isEqualTo(incidents.kinds().get("GAP").intValue());
        assertThat((long) view.states(LANE, whole(1)).total())
                .isEqualTo(sample.number("select count(*) from $periods" + OF_LANE));
    }

    @Test
    void rejectsAreCountedByReason() throws IOException {
        List<String> found = new ArrayList<>();
        view.rejects(LANE).reasons().forEach((reason, number) -> found.add(reason + "|" + number));

        assertThat(found)
                .isNotEmpty()
                .containsExactlyElementsOf(
                        sample.rows(
                                "select reason, count(*) from $rejects where symbol = 'BTC-USDT' group by 1 order by 1"));
    }

    @Test
    void theBookAtAnInstantHasTheBestPricesOfTheNewestQuote() throws IOException {
        List<String> quotes =
                sample.rows(
                        """
                        select epoch_ns(event_timestamp), event_seq, bid_price::varchar, ask_price::varchar from $quotes
                        where symbol = 'BTC-USDT' and bid_price is not null and ask_price is not null
                        qualify row_number() over (partition by event_timestamp order by event_seq desc) = 1
                        order by hash(event_seq) limit 15
                        """);
        for (String quote : quotes) {
            String[] values = quote.split("\\|");
            BookMoment book = view.bookAt(LANE, Long.parseLong(values[0]), 5).book();

            assertThat(Long.parseLong(book.seq()))
                    .isGreaterThanOrEqualTo(Long.parseLong(values[1]));
            assertThat(new BigDecimal(book.bids().prices().get(0))).isEqualByComparingTo(values[2]);
            assertThat(new BigDecimal(book.asks().prices().get(0))).isEqualByComparingTo(values[3]);
        }
        assertThat(quotes).hasSize(15);
    }

    @Test
    void steppingForwardsAndBackwardsShowsTheSameBooks() throws IOException {
        Span span = whole(1);
        List<BookMoment> seen = new ArrayList<>();
        BookMoment book = view.bookAt(LANE, (span.from() + span.to()) / 2, 20).book();
        for (int i = 0; i < 10; i++) {
            seen.add(book);
            book = view.bookAfter(LANE, Long.parseLong(book.seq()), 20).book();
        }
        for (int i = 9; i >= 0; i--) {
            book = view.bookBefore(LANE, Long.parseLong(book.seq()), 20).book();

            assertThat(book)
                    .usingRecursiveComparison()
                    .ignoringFields("anchorSeq", "anchorKind")
                    .isEqualTo(seen.get(i));
        }
        assertThat(seen).extracting(BookMoment::seq).doesNotHaveDuplicates();
    }

    @Test
    void whatAMessageSetIsInTheBookAfterIt() throws IOException {
        Span span = whole(1);
        BookMoment book = view.bookAt(LANE, (span.from() + span.to()) / 2, 200).book();
        while (book.isSnapshot()) {
            book = view.bookAfter(LANE, Long.parseLong(book.seq()), 200).book();
        }

        assertThat(book.changes()).hasSize(book.changed()).isNotEmpty();
        for (BookMoment.Change change : book.changes()) {
            BookMoment.BookSideMoment side =
                    change.side().equals("BID") ? book.bids() : book.asks();
            int level = side.prices().indexOf(change.price());
            assertThat(level < 0 ? "0" : side.quantities().get(level)).isIn(change.quantity(), "0");
        }
    }

    @Test
    void beforeTheFirstEventAndAfterTheLastThereIsNoBook() throws IOException {
        assertThat(view.bookAt(LANE, whole(1).from() - 1, 5).book()).isNull();
        assertThat(view.bookAfter(LANE, Long.MAX_VALUE - 1, 5).book()).isNull();
    }

    @Test
    void aLaneThatTheOutputDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> view.lane("..", "../../etc"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("must have a lane");
    }

    @Test
    void aFolderThatIsNoOutputIsRefused() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));

        assertThatThrownBy(() -> OutputView.of(other))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("[" + other + "] must be the output folder of a run")
                .hasMessageContaining(EventSchema.FOLDER);
    }

    @Test
    void aSpanOfAYearIsRefused() {
        assertThatThrownBy(() -> new Span(0, 365L * 86_400_000_000_000L, 10))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("32 days");
    }
}
