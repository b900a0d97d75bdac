// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.engine.RecordingOutput.QuoteRow;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceInput;
import io.deltabook.oracle.ReferenceLevel;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Quotes and periods against what the events of a lane say, taken from the events alone by a slow,
 * obvious book.
 */
@Tag("slow")
final class QuotesAndPeriodsTest {
    private static final int SEEDS = Integer.getInteger("deltabook.quotes.seeds", 1_500);

    private record Top(Long bid, Long bidQuantity, Long ask, Long askQuantity, BookState state) {}

    /** A book made of events. */
    private static final class EventBook {
        private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private final int retained;
        private BookState state;

        EventBook(int retained) {
            this.retained = retained;
        }

        void take(ReferenceEvent event) {
            state = event.state();
            if (event.type() == EventType.BOOK_DELTA) {
                TreeMap<Long, Long> side = event.side() == Side.BID ? bids : asks;
                if (event.quantity() == 0) {
                    side.remove(event.price());
                } else {
                    side.put(event.price(), event.quantity());
                }
            } else if (event.type() == EventType.BOOK_SNAPSHOT
                    && event.kind() == SnapshotKind.RESYNC) {
                fill(bids, event.bids());
                fill(asks, event.asks());
            }
        }

        private static void fill(TreeMap<Long, Long> side, List<ReferenceLevel> levels) {
            side.clear();
            levels.forEach(level -> side.put(level.price(), level.quantity()));
        }

        Top top() {
            if (state == BookState.WAITING) {
                bids.clear();
                asks.clear();
            }
            for (TreeMap<Long, Long> side : List.of(bids, asks)) {
                while (side.size() > retained) {
                    side.pollLastEntry();
                }
            }
            Map.Entry<Long, Long> bid = bids.firstEntry();
            Map.Entry<Long, Long> ask = asks.firstEntry();
            return new Top(
                    bid == null ? null : bid.getKey(),
                    bid == null ? null : bid.getValue(),
                    ask == null ? null : ask.getKey(),
                    ask == null ? null : ask.getValue(),
                    state);
        }
    }

    private static RecordingOutput run(RandomScenario random, int batchRows) {
        EngineRun run = random.engine();
        try {
            random.scenario().batches(batchRows).forEach(run::process);
        } catch (CrossedBookException e) {
            return null;
        }
        return run.output;
    }

    /** Whether an event is the last of its message or snapshot. */
    private static boolean endsMessage(List<ReferenceEvent> events, int i) {
        boolean isConsistent =
                events.get(i).type() == EventType.BOOK_SNAPSHOT || events.get(i).lastInMessage();
        boolean isFollowed =
                i + 1 < events.size() && events.get(i + 1).type() == EventType.BOOK_SNAPSHOT;
        return isConsistent && !isFollowed;
    }

    @Test
    void everyQuoteIsTheTopOfTheBookOfTheEventsAndNoneIsMissing() {
        long quotes = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomScenario random = RandomScenario.wild(seed);
            RecordingOutput output = run(random, 1 + (int) (seed % 30));
            boolean isWhole = random.settings().anchorDepth() == 0;
            if (output == null || !isWhole) {
                continue;
            }
            Map<Long, QuoteRow> bySeq = new HashMap<>();
            output.quotes.forEach(quote -> bySeq.put(quote.seq(), quote));
            EventBook book = new EventBook(random.settings().retained());
            Top said = null;
            for (int i = 0; i < output.events.size(); i++) {
                ReferenceEvent event = output.events.get(i);
                book.take(event);
                QuoteRow quote = bySeq.get(event.seq());
                if (quote != null) {
                    assertThat(quote.time())
                            .as("seed=%s %s", seed, quote)
                            .isEqualTo(event.timeNanos());
                    assertThat(quote.arrival()).isEqualTo(output.arrivals.get(event.seq()));
                    assertThat(quote.state())
                            .as("seed=%s %s", seed, quote)
                            .isEqualTo(event.state());
                    said = top(quote);
                    quotes++;
                }
                if (endsMessage(output.events, i)) {
                    Top now = book.top();
                    boolean isNothing = now.bid() == null && now.ask() == null;
                    if (said == null || said.state() == BookState.WAITING) {
                        if (isNothing) {
                            continue;
                        }
                    }
                    assertThat(said).as("seed=%s seq=%s", seed, event.seq()).isEqualTo(now);
                }
            }
        }
        assertThat(quotes).isPositive();
    }

    private static Top top(QuoteRow quote) {
        return new Top(
                quote.bidPrice(),
                quote.bidQuantity(),
                quote.askPrice(),
                quote.askQuantity(),
                quote.state());
    }

    @Test
    void everyQuoteDiffersFromTheOneBefore() {
        for (long seed = 0; seed < SEEDS / 3; seed++) {
            RecordingOutput output = run(RandomScenario.wild(seed), 7);
            if (output == null) {
                continue;
            }
            QuoteRow before = null;
            for (QuoteRow quote : output.quotes) {
                if (before != null) {
                    boolean same =
                            Objects.equals(top(before), top(quote))
                                    && before.certified() == quote.certified();
                    assertThat(same).as("seed=%s %s", seed, quote).isFalse();
                    assertThat(quote.seq())
                            .as("seed=%s", seed)
                            .isGreaterThanOrEqualTo(before.seq());
                }
                before = quote;
            }
        }
    }

    @Test
    void aQuoteIsCertifiedAsTheSnapshotWithItsNumberIs() {
        long compared = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomScenario random = RandomScenario.wild(seed);
            RecordingOutput output = run(random, 20);
            if (output == null) {
                continue;
            }
            Map<Long, ReferenceEvent> bySeq = new HashMap<>();
            output.events.forEach(event -> bySeq.put(event.seq(), event));
            for (QuoteRow quote : output.quotes) {
                ReferenceEvent event = bySeq.get(quote.seq());
                boolean isVerified = random.scenario().lane().mode().isVerified();
                if (event.type() == EventType.BOOK_SNAPSHOT) {
                    boolean both = event.certifiedBids() > 0 && event.certifiedAsks() > 0;
                    assertThat(quote.certified()).as("seed=%s %s", seed, quote).isEqualTo(both);
                    compared++;
                } else if (!isVerified || quote.state() != BookState.LIVE) {
                    assertThat(quote.certified()).as("seed=%s %s", seed, quote).isFalse();
                }
            }
        }
        assertThat(compared).isPositive();
    }

    @Test
    void periodsAreTheRunsOfEqualStatesOfTheEvents() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomScenario random = RandomScenario.wild(seed);
            RecordingOutput output = run(random, 1 + (int) (seed % 30));
            if (output == null) {
                continue;
            }
            List<String> expected = new ArrayList<>();
            List<ReferenceEvent> events = output.events;
            for (int from = 0; from < events.size(); ) {
                int to = from;
                while (to < events.size() && events.get(to).state() == events.get(from).state()) {
                    to++;
                }
                ReferenceEvent last = events.get(Math.min(to, events.size() - 1));
                expected.add(
                        "%d %d %d %d %s"
                                .formatted(
                                        events.get(from).seq(),
                                        events.get(to - 1).seq(),
                                        events.get(from).timeNanos(),
                                        last.timeNanos(),
                                        events.get(from).state()));
                from = to;
            }
            assertThat(output.periods.stream().map(QuotesAndPeriodsTest::text))
                    .as("seed=%s", seed)
                    .isEqualTo(expected);
            if (!output.statistics.isEmpty()) {
                LaneCounters counters = output.statistics.get(0).counters();
                assertThat(output.periods.stream().mapToLong(Period::gaps).sum())
                        .as("gaps, seed=%s", seed)
                        .isLessThanOrEqualTo(counters.value(Counter.GAPS));
                assertThat(output.periods.size()).isEqualTo((int) counters.value(Counter.PERIODS));
                assertThat(output.quotes.size()).isEqualTo((int) counters.value(Counter.QUOTES));
            }
        }
    }

    private static String text(Period period) {
        return "%d %d %d %d %s"
                .formatted(
                        period.fromSeq(),
                        period.toSeq(),
                        period.fromNanos(),
                        period.toNanos(),
                        period.state());
    }

    @Test
    void theyAreTheSameHoweverTheRowsAreSplitIntoBatches() {
        for (long seed = 0; seed < SEEDS / 5; seed++) {
            RecordingOutput one = run(RandomScenario.wild(seed), 1);
            RecordingOutput other = run(RandomScenario.wild(seed), 50);
            if (one == null) {
                continue;
            }
            assertThat(other.events).as("seed=%s", seed).isEqualTo(one.events);
            for (int i = 0; i < Math.min(one.quotes.size(), other.quotes.size()); i++) {
                assertThat(other.quotes.get(i)).as("seed=%s", seed).isEqualTo(one.quotes.get(i));
            }
            assertThat(other.quotes).as("seed=%s", seed).hasSameSizeAs(one.quotes);
            assertThat(other.periods).as("seed=%s", seed).isEqualTo(one.periods);
            assertThat(other.arrivals).as("seed=%s", seed).isEqualTo(one.arrivals);
        }
    }

    @Test
    void aPeriodSaysWhatBeganIt() {
        for (long seed = 0; seed < SEEDS / 5; seed++) {
            RandomScenario random = RandomScenario.wild(seed);
            RecordingOutput output = run(random, 9);
            if (output == null) {
                continue;
            }
            for (int i = 0; i < output.periods.size(); i++) {
                Period period = output.periods.get(i);
                if (period.state() == BookState.LIVE) {
                    assertThat(period.cause()).as("seed=%s %s", seed, period).isEqualTo("RESYNC");
                } else if (i > 0) {
                    assertThat(period.cause()).as("seed=%s %s", seed, period).isNotNull();
                }
            }
        }
    }

    /** Times of the rows must be those of a message's first usable row. */
    @Test
    void theArrivalTimeOfADeltaIsThatOfARowOfItsMessage() {
        for (long seed = 0; seed < SEEDS / 5; seed++) {
            RandomScenario random = RandomScenario.wild(seed);
            if (random.scenario().lane().mode() == SequenceMode.NONE) {
                continue;
            }
            RecordingOutput output = run(random, 9);
            if (output == null) {
                continue;
            }
            Map<Long, List<Long>> arrivals = new HashMap<>();
            for (ReferenceInput row : random.scenario().inputs()) {
                arrivals.computeIfAbsent(row.updateId(), id -> new ArrayList<>())
                        .add(row.arrivalNanos());
            }
            for (ReferenceEvent event : output.events) {
                if (event.type() == EventType.BOOK_DELTA) {
                    assertThat(arrivals.get(event.updateId()))
                            .as("seed=%s %s", seed, event)
                            .contains(output.arrivals.get(event.seq()));
                }
            }
        }
    }
}
