// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static io.deltabook.contract.BookState.LIVE;
import static io.deltabook.contract.BookState.SUSPECT;
import static io.deltabook.contract.BookState.WAITING;
import static io.deltabook.engine.DeltaScenario.ask;
import static io.deltabook.engine.DeltaScenario.bid;
import static io.deltabook.engine.DeltaScenario.chain;
import static io.deltabook.engine.DeltaScenario.id;
import static io.deltabook.engine.DeltaScenario.noId;
import static io.deltabook.engine.DeltaScenario.range;
import static io.deltabook.engine.SettingsBuilder.plain;
import static io.deltabook.engine.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.EventType;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.engine.DeltaScenario.Level;
import io.deltabook.engine.DeltaScenario.Times;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots as venues write them: of one side, without ids, one after the other, held. */
interface SnapshotShapeCells extends LaneRun.Runner {

    /** Rows that all arrived at one time, in ms after the start. */
    private static DeltaScenario arrived(
            DeltaScenario scenario, int millis, boolean snapshot, Level... levels) {
        long nanos = DeltaScenario.START_NANOS + millis * 1_000_000L;
        return scenario.rows(new Times(nanos, nanos), noId(), snapshot, List.of(levels));
    }

    private static List<ReferenceEvent> resyncs(LaneRun run) {
        return run.events().stream()
                .filter(event -> event.type() == EventType.BOOK_SNAPSHOT)
                .filter(event -> event.kind() == SnapshotKind.RESYNC)
                .toList();
    }

    private static void assertBook(ReferenceEvent event, List<Long> bids, List<Long> asks) {
        assertThat(LaneRun.prices(event.bids())).isEqualTo(bids);
        assertThat(LaneRun.prices(event.asks())).isEqualTo(asks);
    }

    @Test
    default void fullBooksWithoutIdsAreOneSnapshotForEachArrivalTime() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.NONE);
        for (int i = 0; i < 50; i++) {
            long mid = 1_000 + 20L * i;
            arrived(scenario, i, true, bid(mid - 1, 1), bid(mid - 2, 2), ask(mid + 1, 3));
        }
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(resyncs(run)).hasSize(50);
        for (int i = 0; i < 50; i++) {
            long mid = 1_000 + 20L * i;
            ReferenceEvent book = resyncs(run).get(i);
            assertBook(book, List.of(mid - 1, mid - 2), List.of(mid + 1));
            assertThat(book.certifiedBids()).isZero();
            assertThat(book.coveredBids()).isEqualTo(2);
        }
    }

    @Test
    default void theSecondOfTwoFullBooksReplacesTheFirst() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.NONE);
        arrived(scenario, 0, true, bid(998, 1), bid(997, 1), ask(1_001, 1), ask(1_002, 1));
        arrived(scenario, 50, false, bid(998, 2));
        arrived(scenario, 100, true, bid(998, 3), bid(990, 1), ask(1_001, 2), ask(1_004, 1));
        arrived(scenario, 200, true, bid(998, 2), ask(1_001, 1));
        arrived(scenario, 300, false, bid(997, 3), ask(1_003, 3));
        LaneRun run = run(scenario.endOfLane(), plain());
        ReferenceEvent closing = run.snapshot(SnapshotKind.CLOSING);
        assertBook(closing, List.of(998L, 997L), List.of(1_001L, 1_003L));
        assertThat(closing.bids().get(0).quantity()).isEqualTo(2);
    }

    @Test
    default void aSnapshotOfOneSideContinuesWithTheOtherSideAtTheNextTime() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.NONE);
        arrived(scenario, 0, true, bid(998, 1), bid(997, 1));
        arrived(scenario, 1, true, ask(1_001, 1), ask(1_002, 1));
        arrived(scenario, 100, true, ask(1_003, 1));
        arrived(scenario, 101, true, bid(999, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(resyncs(run)).hasSize(2);
        assertBook(resyncs(run).get(0), List.of(998L, 997L), List.of(1_001L, 1_002L));
        assertBook(resyncs(run).get(1), List.of(999L), List.of(1_003L));
        assertThat(resyncs(run).get(0).timeNanos()).isEqualTo(DeltaScenario.START_NANOS);
    }

    @Test
    default void aBookOfOneSideIsNotMergedIntoTheWholeBookAfterIt() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.NONE);
        arrived(scenario, 0, true, ask(1_001, 1), ask(1_002, 1));
        arrived(scenario, 100, true, bid(990, 1), ask(1_003, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(resyncs(run)).hasSize(2);
        assertBook(resyncs(run).get(0), List.of(), List.of(1_001L, 1_002L));
        assertBook(resyncs(run).get(1), List.of(990L), List.of(1_003L));
        assertThat(resyncs(run).get(0).coveredBids()).isZero();
    }

    @Test
    default void aSnapshotOfOneSideDoesNotContinueAfterADelta() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.NONE);
        arrived(scenario, 0, true, bid(998, 1));
        arrived(scenario, 1, false, bid(997, 1));
        arrived(scenario, 2, true, ask(1_001, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(resyncs(run)).hasSize(2);
        assertBook(resyncs(run).get(1), List.of(), List.of(1_001L));
    }

    @Test
    default void anExplicitSnapshotOfOneSideSaysThatTheOtherIsEmptyToItsEnd() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CONTIGUOUS)
                        .snapshot(10, ask(110, 3), ask(111, 3))
                        .message(id(11), bid(100, 1), bid(5, 1), ask(112, 1))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        ReferenceEvent closing = run.snapshot(SnapshotKind.CLOSING);
        assertThat(closing.state()).isEqualTo(LIVE);
        assertThat(closing.certifiedBids()).isEqualTo(2);
        assertThat(closing.certifiedAsks()).isEqualTo(2);
    }

    @Test
    default void aSideThatVanishesAndAReconnectWithoutItAreNotAGap() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CONTIGUOUS)
                        .snapshot(10, bid(100, 1), ask(110, 3))
                        .message(id(11), bid(100, 0))
                        .snapshot(15, ask(110, 3))
                        .message(id(16), ask(111, 3))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.count(Counter.GAPS)).isZero();
        assertThat(run.endState()).isEqualTo(LIVE);
        assertThat(run.count(Counter.RESYNCS)).isEqualTo(2);
    }

    @Test
    default void aSnapshotOfLastWithoutASideEmptiesIt() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.RANGE)
                        .snapshot(10, bid(100, 1), bid(99, 1), ask(110, 3))
                        .message(range(11, 11), ask(111, 1))
                        .snapshot(11, ask(110, 3))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertBook(run.snapshot(SnapshotKind.CLOSING), List.of(), List.of(110L, 111L));
        assertThat(resyncs(run)).hasSize(2);
    }

    @Test
    default void otherSnapshotsOfOneSideAreRefused() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.RANGE)
                        .book(
                                new Times(DeltaScenario.START_NANOS, Missing.TIME),
                                id(10),
                                List.of(bid(100, 1)))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.refused(RefusalReason.ONE_SIDED)).isEqualTo(1);
    }

    @Test
    default void waitingHoldsASnapshotThatTheRingDoesNotReachAndRestartsWhereItIsBridged() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.CONTIGUOUS);
        for (int i = 0; i < 5; i++) {
            scenario.message(id(5_000 + i), bid(90, 1 + i));
        }
        scenario.snapshot(1, bid(200, 1), ask(210, 1));
        for (int i = 2; i <= 150; i++) {
            scenario.message(id(i), bid(199, i));
        }
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.statesOf(2)).containsExactly(LIVE);
        assertThat(run.statesOf(150)).containsExactly(LIVE);
        assertThat(run.count(Counter.RESTARTS)).isEqualTo(1);
        assertThat(run.count(Counter.DUPLICATES) + run.count(Counter.STALE)).isZero();
        assertThat(run.count(Counter.GAPS)).isZero();
        assertThat(run.closingPrices(Side.BID)).containsExactly(200L, 199L);
    }

    @Test
    default void suspectHoldsASnapshotToo() {
        DeltaScenario scenario =
                MessageCells.suspect()
                        .snapshot(3, bid(200, 1), ask(210, 1))
                        .message(range(4, 5), bid(150, 1))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.statesOf(5)).containsExactly(LIVE);
        assertThat(run.incidentKinds())
                .containsExactly(
                        IncidentKind.RESYNC,
                        IncidentKind.GAP,
                        IncidentKind.RESTART,
                        IncidentKind.RESYNC);
    }

    @Test
    default void aHeldSnapshotThatNothingBridgesIsUnbridgedInWaitingAndSuspect() {
        for (DeltaScenario scenario : List.of(MessageCells.waiting(), MessageCells.suspect())) {
            scenario.snapshot(3, bid(200, 1), ask(210, 1))
                    .message(range(14, 14), bid(150, 1))
                    .endOfLane();
            LaneRun run = run(scenario, plain());
            assertThat(run.refused(RefusalReason.UNBRIDGED)).isEqualTo(1);
            assertThat(run.endState()).isIn(WAITING, SUSPECT);
        }
    }

    @Test
    default void aHeldSnapshotIsNotLoadedByARepeat() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CHAIN)
                        .snapshot(10, bid(100, 1), ask(110, 1))
                        .message(chain(10, 12), bid(99, 1))
                        .message(chain(12, 14), bid(98, 1))
                        .at(0)
                        .snapshot(10, bid(100, 1), ask(110, 1))
                        .message(chain(10, 12), bid(99, 1))
                        .message(chain(12, 14), bid(98, 1))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.count(Counter.RESTARTS)).isZero();
        assertThat(run.refused(RefusalReason.BEHIND)).isEqualTo(1);
        assertThat(run.count(Counter.DUPLICATES)).isEqualTo(2);
        assertThat(run.endState()).isEqualTo(LIVE);
    }

    @Test
    default void aResyncAndACheckLeaveTheIntervalToAMessage() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.RANGE)
                        .snapshot(10, bid(100, 1), ask(110, 1))
                        .snapshot(15, bid(100, 1))
                        .message(range(16, 16), bid(99, 1))
                        .endOfLane();
        LaneRun run = run(scenario, settings().interval(3_600_000_000_000L).build());
        assertThat(run.snapshotKinds())
                .containsExactly(
                        SnapshotKind.RESYNC,
                        SnapshotKind.RESYNC,
                        SnapshotKind.INTERVAL,
                        SnapshotKind.CLOSING);
    }

    @Test
    default void repairsOfAReplayAreClosedByTheResync() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.RANGE)
                        .message(range(11, 11), bid(110, 1))
                        .snapshot(10, bid(100, 1), ask(110, 1))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.deltasOf(11)).hasSize(2);
        assertThat(run.deltasOf(11).get(0).lastInMessage()).isTrue();
        assertThat(run.deltasOf(11).get(1).lastInMessage()).isFalse();
        assertThat(run.snapshot(SnapshotKind.RESYNC).state()).isEqualTo(SUSPECT);
    }

    @Test
    default void certifiedIsWhatAnInputSnapshotListedWhereIdsOnlyGrow() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.MONOTONIC)
                        .snapshot(10, bid(100, 1), bid(99, 1), bid(98, 1), ask(110, 1))
                        .message(id(12), ask(111, 1))
                        .snapshot(12, bid(100, 1), bid(99, 1), ask(110, 1), ask(111, 1))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        ReferenceEvent check = run.snapshot(SnapshotKind.CHECK);
        assertThat(check.coveredBids()).isEqualTo(3);
        assertThat(check.certifiedBids()).isEqualTo(2);
        assertThat(check.certifiedAsks()).isEqualTo(2);
        ReferenceEvent closing = run.snapshot(SnapshotKind.CLOSING);
        assertThat(closing.certifiedBids()).isZero();
        assertThat(closing.coveredBids()).isEqualTo(3);
    }
}
