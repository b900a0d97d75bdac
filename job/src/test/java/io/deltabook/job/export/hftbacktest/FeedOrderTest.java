// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.hftbacktest;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.ExportCounts.Count;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FeedOrderTest {
    private record Written(long number, long exch, long local, long processors) {}

    private final ExportCounts counts = new ExportCounts();

    private List<Written> order(int held, List<FeedEvent> events) throws IOException {
        List<Written> written = new ArrayList<>();
        FeedOrder order =
                new FeedOrder(
                        held,
                        counts,
                        (event, processors) ->
                                written.add(
                                        new Written(
                                                event.number(),
                                                event.exchNanos(),
                                                event.localNanos(),
                                                processors)));
        for (FeedEvent event : events) {
            order.add(event);
        }
        order.end();
        return written;
    }

    private static FeedEvent event(long kind, long exch, long local, long number) {
        return new FeedEvent(kind, exch, local, 1, 1, number);
    }

    @Test
    void eventsInBothOrdersAreWrittenOnceForBothSides() throws IOException {
        assertThat(
                        order(
                                4,
                                List.of(
                                        event(FeedEvent.DEPTH, 10, 15, 0),
                                        event(FeedEvent.DEPTH, 10, 15, 1),
                                        event(FeedEvent.DEPTH, 20, 25, 2))))
                .containsExactly(
                        new Written(0, 10, 15, FeedEvent.EXCH | FeedEvent.LOCAL),
                        new Written(1, 10, 15, FeedEvent.EXCH | FeedEvent.LOCAL),
                        new Written(2, 20, 25, FeedEvent.EXCH | FeedEvent.LOCAL));
    }

    @Test
    void anEventThatOvertakesAnotherOnItsWayIsWrittenOnceForEachSide() throws IOException {
        assertThat(
                        order(
                                4,
                                List.of(
                                        event(FeedEvent.DEPTH, 10, 40, 0),
                                        event(FeedEvent.DEPTH, 20, 30, 1))))
                .containsExactly(
                        new Written(0, 10, 40, FeedEvent.EXCH),
                        new Written(1, 20, 30, FeedEvent.EXCH | FeedEvent.LOCAL),
                        new Written(0, 10, 40, FeedEvent.LOCAL));
    }

    @Test
    void tradesComeBeforeChangesOfTheSameTime() throws IOException {
        assertThat(
                        order(
                                4,
                                List.of(
                                        event(FeedEvent.DEPTH, 10, 15, 0),
                                        event(FeedEvent.TRADE | FeedEvent.BUY, 10, 15, 1))))
                .extracting(Written::number)
                .containsExactly(1L, 0L);
    }

    /** The rule of hftbacktest's correct_event_order, over all events at once. */
    @Test
    void theOrderIsThatOfSortingEverythingAtOnce() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            List<FeedEvent> events = events(new Random(seed), 2_000, 30);
            assertThat(order(100, events)).as("seed %d", seed).isEqualTo(expected(events));
        }
        assertThat(counts.of(Count.TIMES_RAISED)).isZero();
    }

    private static List<FeedEvent> events(Random random, int count, int disorder) {
        List<FeedEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long exch = (long) i + random.nextInt(disorder);
            events.add(
                    event(1 + random.nextInt(2), exch, exch + 5 + random.nextInt(disorder / 2), i));
        }
        return events;
    }

    private static List<Written> expected(List<FeedEvent> events) {
        Comparator<FeedEvent> rank =
                Comparator.comparingInt(FeedEvent::rank).thenComparingLong(FeedEvent::number);
        List<FeedEvent> exch =
                events.stream()
                        .sorted(Comparator.comparingLong(FeedEvent::exchNanos).thenComparing(rank))
                        .toList();
        List<FeedEvent> local =
                events.stream()
                        .sorted(Comparator.comparingLong(FeedEvent::localNanos).thenComparing(rank))
                        .toList();
        List<Written> expected = new ArrayList<>();
        int atExch = 0;
        int atLocal = 0;
        while (atExch < exch.size() || atLocal < local.size()) {
            FeedEvent a = atExch < exch.size() ? exch.get(atExch) : null;
            FeedEvent b = atLocal < local.size() ? local.get(atLocal) : null;
            long processors;
            if (a != null
                    && b != null
                    && a.exchNanos() == b.exchNanos()
                    && a.localNanos() == b.localNanos()) {
                assertThat(a.number()).isEqualTo(b.number());
                processors = FeedEvent.EXCH | FeedEvent.LOCAL;
            } else if (a != null
                    && (b == null
                            || a.exchNanos() < b.exchNanos()
                            || a.exchNanos() == b.exchNanos() && a.localNanos() < b.localNanos())) {
                processors = FeedEvent.EXCH;
            } else {
                processors = FeedEvent.LOCAL;
            }
            FeedEvent next = processors == FeedEvent.LOCAL ? b : a;
            atExch += processors == FeedEvent.LOCAL ? 0 : 1;
            atLocal += processors == FeedEvent.EXCH ? 0 : 1;
            expected.add(
                    new Written(next.number(), next.exchNanos(), next.localNanos(), processors));
        }
        return expected;
    }

    @Test
    void whatComesTooLateGetsTheTimeOfTheLastWritten() throws IOException {
        List<FeedEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(event(FeedEvent.DEPTH, 1_000 + i, 1_000 + i, i));
        }
        events.add(event(FeedEvent.TRADE, 1, 1, 100));

        List<Written> written = order(10, events);

        assertThat(counts.of(Count.TIMES_RAISED)).isEqualTo(1);
        assertThat(written).hasSize(101).isSortedAccordingTo(Comparator.comparing(Written::exch));
        assertThat(written.stream().filter(event -> event.number() == 100).toList())
                .singleElement()
                .extracting(Written::exch)
                .isEqualTo(1_089L);
    }
}
