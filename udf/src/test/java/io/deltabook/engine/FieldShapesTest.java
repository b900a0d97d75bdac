// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static io.deltabook.engine.DeltaScenario.ask;
import static io.deltabook.engine.DeltaScenario.bid;
import static io.deltabook.engine.DeltaScenario.id;
import static io.deltabook.engine.DeltaScenario.noId;
import static io.deltabook.engine.SettingsBuilder.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.engine.DeltaScenario.Level;
import io.deltabook.engine.DeltaScenario.Times;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes that venues and recorders write every day, and what the engine makes of them. */
final class FieldShapesTest {
    private static final int[] BATCH_ROWS = {1, 2, 3, 7, 10_000};

    private static Times at(int step) {
        long nanos = DeltaScenario.START_NANOS + step * DeltaScenario.STEP_NANOS;
        return new Times(nanos, nanos);
    }

    /** The same however the rows are cut. */
    private static LaneRun run(DeltaScenario scenario) {
        LaneRun first = EngineRun.of(scenario, plain(), BATCH_ROWS[0]).result();
        for (int rows : BATCH_ROWS) {
            assertThat(EngineRun.of(scenario, plain(), rows).result().events())
                    .as("batches of %s rows", rows)
                    .isEqualTo(first.events());
        }
        return first;
    }

    private static List<ReferenceEvent> snapshots(LaneRun run) {
        return run.events().stream()
                .filter(event -> event.type() == EventType.BOOK_SNAPSHOT)
                .filter(event -> event.kind() != SnapshotKind.CLOSING)
                .toList();
    }

    @Test
    void fullBooksWithoutIdsAreABookForEachArrivalTime() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.NONE);
        for (int step = 0; step < 50; step++) {
            List<Level> levels = new ArrayList<>();
            for (int level = 0; level < 3; level++) {
                levels.add(bid(1_000 + 20 * step - level, 1 + step));
                levels.add(ask(1_001 + 20 * step + level, 2 + step));
            }
            scenario.rows(at(step), noId(), true, levels);
        }
        LaneRun run = run(scenario.endOfLane());
        assertThat(run.count(Counter.RESYNCS)).isEqualTo(50);
        assertThat(snapshots(run)).hasSize(50);
        for (int step = 0; step < 50; step++) {
            ReferenceEvent book = snapshots(run).get(step);
            assertThat(LaneRun.prices(book.bids()))
                    .containsExactly(1_000L + 20L * step, 999L + 20L * step, 998L + 20L * step);
            assertThat(LaneRun.prices(book.asks())).hasSize(3);
            assertThat(book.certifiedBids()).as("nothing is proven without ids").isZero();
        }
    }

    @Test
    void theSidesOfASnapshotWithTimesOfTheirOwnAreOneSnapshot() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.NONE)
                        .rows(at(0), noId(), true, List.of(bid(99, 1), bid(98, 1)))
                        .rows(at(1), noId(), true, List.of(ask(101, 1), ask(102, 1)))
                        .rows(at(2), noId(), true, List.of(bid(97, 1)))
                        .rows(at(3), noId(), true, List.of(ask(103, 1)))
                        .endOfLane();
        LaneRun run = run(scenario);
        assertThat(run.count(Counter.RESYNCS)).isEqualTo(2);
        assertThat(LaneRun.prices(snapshots(run).get(0).bids())).containsExactly(99L, 98L);
        assertThat(LaneRun.prices(snapshots(run).get(0).asks())).containsExactly(101L, 102L);
        assertThat(snapshots(run).get(0).timeNanos()).isEqualTo(DeltaScenario.START_NANOS);
        assertThat(run.closingPrices(Side.BID)).containsExactly(97L);
        assertThat(run.closingPrices(Side.ASK)).containsExactly(103L);
    }

    @Test
    void aBookOfOneSideIsNotMixedWithTheWholeBookAfterIt() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.NONE)
                        .rows(at(0), noId(), true, List.of(ask(105, 1)))
                        .rows(at(1), noId(), true, List.of(bid(99, 1), ask(101, 1)))
                        .rows(at(2), noId(), true, List.of(bid(98, 1), ask(102, 1)))
                        .endOfLane();
        LaneRun run = run(scenario);
        assertThat(snapshots(run)).hasSize(3);
        assertThat(snapshots(run).get(0).bids()).isEmpty();
        assertThat(LaneRun.prices(snapshots(run).get(0).asks())).containsExactly(105L);
        assertThat(LaneRun.prices(snapshots(run).get(1).bids())).containsExactly(99L);
        assertThat(LaneRun.prices(snapshots(run).get(1).asks())).containsExactly(101L);
        assertThat(run.closingPrices(Side.ASK)).containsExactly(102L);
    }

    @Test
    void aNumberingThatStartsOverWithoutABookIsRepairedByItsSnapshot() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.CONTIGUOUS);
        for (int id = 5_000; id < 5_010; id++) {
            scenario.message(id(id), bid(90, id));
        }
        scenario.snapshot(1, bid(100, 1), ask(110, 1));
        for (int id = 2; id < 30; id++) {
            scenario.message(id(id), bid(99, id));
        }
        LaneRun run = run(scenario.endOfLane());
        assertThat(run.endState()).isEqualTo(BookState.LIVE);
        assertThat(run.count(Counter.DUPLICATES) + run.count(Counter.STALE)).isZero();
        assertThat(run.count(Counter.RESTARTS)).isEqualTo(1);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L);
        assertThat(run.snapshot(SnapshotKind.CLOSING).certifiedBids()).isEqualTo(1);
    }

    @Test
    void aSideThatVanishesIsKnownToBeEmptyAndComesBackCertified() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CONTIGUOUS)
                        .snapshot(1, bid(10, 1), ask(20, 1))
                        .message(id(2), bid(10, 0))
                        .snapshot(3, ask(20, 1), ask(21, 1))
                        .message(id(4), bid(11, 1), bid(5, 1));
        LaneRun run = run(scenario.endOfLane());
        assertThat(run.count(Counter.GAPS)).isZero();
        assertThat(run.endState()).isEqualTo(BookState.LIVE);
        ReferenceEvent closing = run.snapshot(SnapshotKind.CLOSING);
        assertThat(LaneRun.prices(closing.bids())).containsExactly(11L, 5L);
        assertThat(closing.certifiedBids()).as("an empty side was known whole").isEqualTo(2);
    }

    @Test
    void aLateSnapshotWhereIdsOnlyRiseLosesNoMessageBeyondIt() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.MONOTONIC)
                        .message(id(10), bid(99, 1))
                        .message(id(14), bid(98, 5))
                        .snapshot(12, bid(99, 1), bid(98, 1), ask(101, 1))
                        .message(id(15), bid(97, 1));
        LaneRun run = run(scenario.endOfLane());
        assertThat(run.endState()).isEqualTo(BookState.LIVE);
        ReferenceEvent closing = run.snapshot(SnapshotKind.CLOSING);
        assertThat(LaneRun.prices(closing.bids())).containsExactly(99L, 98L, 97L);
        assertThat(closing.bids().get(1).quantity()).isEqualTo(5);
        assertThat(closing.certifiedBids()).isZero();
        assertThat(run.snapshot(SnapshotKind.RESYNC).certifiedBids())
                .as("messages were replayed")
                .isZero();
    }
}
