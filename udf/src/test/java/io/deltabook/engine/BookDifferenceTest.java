// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static io.deltabook.engine.DeltaScenario.ask;
import static io.deltabook.engine.DeltaScenario.bid;
import static io.deltabook.engine.DeltaScenario.noId;
import static io.deltabook.engine.SettingsBuilder.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.engine.DeltaScenario.Level;
import io.deltabook.engine.DeltaScenario.Times;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceLevel;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The deltas between the books of a lane that has nothing but books. */
final class BookDifferenceTest {
    private static final int SEEDS = Integer.getInteger("deltabook.oracle.seeds", 2_000);

    private static DeltaScenario books(LaneSnapshots snapshots) {
        return new DeltaScenario(SequenceMode.NONE, snapshots);
    }

    private static Times at(int step) {
        long nanos = DeltaScenario.START_NANOS + step * DeltaScenario.STEP_NANOS;
        return new Times(nanos, Missing.TIME);
    }

    /** The deltas as {@code BID 99 5}, a book as its kind. */
    private static List<String> said(LaneRun run) {
        List<String> said = new ArrayList<>();
        for (ReferenceEvent event : run.events()) {
            boolean isDelta = event.type() == EventType.BOOK_DELTA;
            said.add(
                    isDelta
                            ? event.side() + " " + event.price() + " " + event.quantity()
                            : event.kind().toString());
        }
        return said;
    }

    private static LaneRun run(DeltaScenario scenario) {
        return EngineRun.of(scenario.endOfLane(), plain(), 10_000).result();
    }

    @Test
    void levelsThatComeChangeAndGoAreNamedFromTheBestPriceDownBidsFirst() {
        DeltaScenario scenario =
                books(LaneSnapshots.DIFFERENCES)
                        .book(
                                at(0),
                                noId(),
                                List.of(bid(99, 1), bid(97, 2), bid(95, 3), ask(101, 1)))
                        .book(
                                at(1),
                                noId(),
                                List.of(
                                        bid(98, 4),
                                        bid(97, 5),
                                        bid(95, 3),
                                        ask(100, 2),
                                        ask(101, 1)));
        LaneRun run = run(scenario);
        assertThat(said(run))
                .containsExactly(
                        "RESYNC",
                        "BID 99 0",
                        "BID 98 4",
                        "BID 97 5",
                        "ASK 100 2",
                        "RESYNC",
                        "CLOSING");
        assertThat(run.count(Counter.DIFFERENCE_EVENTS)).isEqualTo(4);
        assertThat(run.events().get(4).lastInMessage()).isTrue();
        assertThat(run.events().get(3).lastInMessage()).isFalse();
        assertThat(run.events().get(1).state()).isEqualTo(BookState.LIVE);
        assertThat(run.events().get(1).timeNanos()).isEqualTo(at(1).eventNanos());
    }

    @Test
    void aLevelThatBetterOnesPushOutOfTheWindowIsNotRemoved() {
        DeltaScenario scenario =
                books(LaneSnapshots.DIFFERENCES)
                        .book(at(0), noId(), List.of(bid(98, 1), bid(97, 1), ask(101, 1)))
                        .book(at(1), noId(), List.of(bid(99, 1), bid(98, 1), ask(101, 1)))
                        .book(at(2), noId(), List.of(bid(98, 1), bid(97, 1), ask(101, 1)));
        assertThat(said(run(scenario)))
                .containsExactly(
                        "RESYNC",
                        "BID 99 1",
                        "RESYNC",
                        "BID 99 0",
                        "BID 97 1",
                        "RESYNC",
                        "CLOSING");
    }

    @Test
    void withoutTheOptionBooksHaveNoDeltasBetweenThem() {
        DeltaScenario scenario =
                books(LaneSnapshots.BOOKS)
                        .book(at(0), noId(), List.of(bid(99, 1), ask(101, 1)))
                        .book(at(1), noId(), List.of(bid(98, 1), ask(101, 1)));
        LaneRun run = run(scenario);
        assertThat(said(run)).containsExactly("RESYNC", "RESYNC", "CLOSING");
        assertThat(run.counters().applyAsLong(Counter.DIFFERENCE_EVENTS)).isZero();
    }

    @Test
    void nothingLeadsOverAFileThatWasSkipped() {
        DeltaScenario scenario =
                books(LaneSnapshots.DIFFERENCES)
                        .book(at(0), noId(), List.of(bid(99, 1), ask(101, 1)))
                        .leftOutFile()
                        .trade(at(1), 1, bid(100, 1))
                        .book(at(2), noId(), List.of(bid(98, 1), ask(101, 1)));
        LaneRun run = run(scenario);
        assertThat(run.snapshotKinds())
                .containsExactly(SnapshotKind.RESYNC, SnapshotKind.RESYNC, SnapshotKind.CLOSING);
        assertThat(run.events().get(1).state()).isEqualTo(BookState.SUSPECT);
        assertThat(run.events()).noneMatch(event -> event.type() == EventType.BOOK_DELTA);
    }

    /** Replays the deltas over each book and takes the best levels, as many as the next one has. */
    @Test
    void theDeltasAfterEachBookGiveTheNextAsDeepAsItGoes() {
        long compared = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int window = 1 + random.nextInt(30);
            TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
            TreeMap<Long, Long> asks = new TreeMap<>();
            DeltaScenario scenario = books(LaneSnapshots.DIFFERENCES);
            for (int step = 0; step < 30; step++) {
                long mid = 1_000L + random.nextInt(20);
                for (int change = 0; change < 40; change++) {
                    bids.put(mid - 1 - random.nextInt(40), (long) random.nextInt(4));
                    asks.put(mid + random.nextInt(40), (long) random.nextInt(4));
                }
                bids.headMap(mid, true).clear();
                asks.headMap(mid, false).clear();
                List<Level> levels = new ArrayList<>(best(Side.BID, bids, window));
                levels.addAll(best(Side.ASK, asks, window));
                scenario.book(at(step), noId(), levels);
            }
            compared += replay(run(scenario), "seed=" + seed);
        }
        assertThat(compared).isGreaterThan(20L * SEEDS);
    }

    private static List<Level> best(Side side, TreeMap<Long, Long> levels, int most) {
        return levels.entrySet().stream()
                .filter(level -> level.getValue() > 0)
                .limit(most)
                .map(level -> new Level(side, level.getKey(), level.getValue(), null))
                .toList();
    }

    private static long replay(LaneRun run, String seed) {
        Map<Side, TreeMap<Long, Long>> book = null;
        long compared = 0;
        for (ReferenceEvent event : run.events()) {
            if (event.type() == EventType.BOOK_DELTA) {
                book.get(event.side()).put(event.price(), event.quantity());
            } else if (event.kind() == SnapshotKind.RESYNC) {
                if (book != null) {
                    assertThat(listed(book.get(Side.BID), event.bids().size()))
                            .as("%s %s", seed, event)
                            .isEqualTo(event.bids());
                    assertThat(listed(book.get(Side.ASK), event.asks().size()))
                            .as("%s %s", seed, event)
                            .isEqualTo(event.asks());
                    compared++;
                }
                book =
                        Map.of(
                                Side.BID,
                                new TreeMap<>(Comparator.reverseOrder()),
                                Side.ASK,
                                new TreeMap<>());
                for (ReferenceLevel level : event.bids()) {
                    book.get(Side.BID).put(level.price(), level.quantity());
                }
                for (ReferenceLevel level : event.asks()) {
                    book.get(Side.ASK).put(level.price(), level.quantity());
                }
            }
        }
        return compared;
    }

    private static List<ReferenceLevel> listed(TreeMap<Long, Long> side, int most) {
        return side.entrySet().stream()
                .filter(level -> level.getValue() > 0)
                .limit(most)
                .map(level -> new ReferenceLevel(level.getKey(), level.getValue()))
                .toList();
    }
}
