// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static io.deltabook.contract.BookState.LIVE;
import static io.deltabook.contract.BookState.SUSPECT;
import static io.deltabook.contract.BookState.WAITING;
import static io.deltabook.engine.DeltaScenario.ask;
import static io.deltabook.engine.DeltaScenario.bid;
import static io.deltabook.engine.DeltaScenario.id;
import static io.deltabook.engine.DeltaScenario.noId;
import static io.deltabook.engine.DeltaScenario.range;
import static io.deltabook.engine.MessageCells.live;
import static io.deltabook.engine.MessageCells.suspect;
import static io.deltabook.engine.MessageCells.waiting;
import static io.deltabook.engine.SettingsBuilder.plain;
import static io.deltabook.engine.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deltabook.contract.BookState;
import io.deltabook.contract.ColdStart;
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

/** The cells of the state table that are about input snapshots. */
interface SnapshotCells extends LaneRun.Runner {

    @Test
    default void waitingLoadsTheFirstSnapshotOfALane() {
        LaneRun run =
                run(DeltaScenario.of(SequenceMode.RANGE).snapshot(7, book()).endOfLane(), plain());
        assertLoaded(run, 7);
        assertThat(run.incident(IncidentKind.RESYNC).drift()).as("no book before").isNaN();
    }

    @Test
    default void waitingLoadsASnapshotAtOrBeyondLast() {
        LaneRun run = run(waiting().snapshot(10, book()).endOfLane(), plain());
        assertLoaded(run, 10);
        assertThat(run.count(Counter.SUPERSEDED)).isEqualTo(1);
        assertThat(run.count(Counter.SUPERSEDED_ROWS)).isEqualTo(1);
        assertLoaded(run(waiting().snapshot(50, book()).endOfLane(), plain()), 50);
    }

    @Test
    default void suspectLoadsASnapshotAtOrBeyondLast() {
        LaneRun run = run(suspect().snapshot(13, book()).endOfLane(), plain());
        assertLoaded(run, 13);
        assertThat(run.count(Counter.SUPERSEDED)).isEqualTo(1);
        assertThat(run.incident(IncidentKind.GAP)).isNotNull();
        assertLoaded(run(suspect().snapshot(14, book()).endOfLane(), plain()), 14);
    }

    @Test
    default void liveLoadsASnapshotBeyondLastAndLaterOldIdsAreStale() {
        DeltaScenario scenario =
                live().snapshot(20, book())
                        .message(range(11, 20), bid(95, 1))
                        .message(range(21, 21), bid(94, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.closingPrices(Side.BID)).containsExactly(200L, 199L, 94L);
        assertThat(run.count(Counter.STALE)).isEqualTo(1);
        assertThat(run.count(Counter.GAPS)).isZero();
        assertThat(run.count(Counter.RESYNCS)).isEqualTo(2);
    }

    @Test
    default void liveChecksAnEqualSnapshotOfLast() {
        DeltaScenario scenario =
                live().message(range(11, 11), bid(99, 1))
                        .snapshot(11, bid(100, 5), ask(110, 3))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.snapshotKinds())
                .containsExactly(SnapshotKind.RESYNC, SnapshotKind.CHECK, SnapshotKind.CLOSING);
        assertThat(run.count(Counter.CHECKS)).isEqualTo(1);
        assertThat(run.closingPrices(Side.BID)).as("worse ones kept").containsExactly(100L, 99L);
        assertThat(run.incidentKinds()).containsExactly(IncidentKind.RESYNC);
    }

    @Test
    default void liveReplacesTheRangeOfADifferingSnapshotOfLast() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.RANGE)
                        .snapshot(10, bid(100, 4), bid(99, 1), bid(90, 1), ask(110, 3))
                        .message(range(9, 10), bid(97, 1))
                        .snapshot(10, bid(100, 5), bid(98, 1), ask(110, 3))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.snapshotKinds())
                .containsExactly(SnapshotKind.RESYNC, SnapshotKind.RESYNC, SnapshotKind.CLOSING);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 98L, 90L);
        ReferenceEvent closing = run.snapshot(SnapshotKind.CLOSING);
        assertThat(closing.certifiedBids()).as("horizon is the snapshot's worst").isEqualTo(2);
        double bids = (0.2 * 0.2 + 1 + 1) / 3;
        assertThat(run.incidents().get(2).drift()).isCloseTo(Math.sqrt(bids / 2), within(1e-12));
    }

    @Test
    default void aCheckKeepsAHorizonThatLiesFurtherOut() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.RANGE)
                        .snapshot(10, bid(100, 4), bid(90, 1), ask(110, 3))
                        .message(range(9, 10), bid(97, 1))
                        .snapshot(10, bid(100, 4), ask(110, 3))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.count(Counter.CHECKS)).isEqualTo(1);
        assertThat(run.snapshot(SnapshotKind.CLOSING).certifiedBids()).isEqualTo(2);
    }

    @Test
    default void waitingLoadsASnapshotWithoutIds() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.NONE).message(noId(), bid(90, 1));
        LaneRun run =
                run(
                        scenario.snapshotWithoutId(book()).endOfLane(),
                        settings().coldStart(ColdStart.WAIT).build());
        assertThat(run.endState()).isEqualTo(LIVE);
        assertThat(run.count(Counter.SUPERSEDED)).isEqualTo(1);
    }

    @Test
    default void suspectLoadsASnapshotWithoutIds() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.NONE).message(noId(), bid(90, 1));
        LaneRun run = run(scenario.snapshotWithoutId(book()).endOfLane(), plain());
        assertThat(run.closingPrices(Side.BID)).containsExactly(200L, 199L);
        assertThat(run.endState()).isEqualTo(LIVE);
    }

    @Test
    default void liveLoadsASnapshotWithoutIds() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.NONE)
                        .snapshotWithoutId(bid(90, 1), ask(110, 1))
                        .message(noId(), bid(91, 1))
                        .snapshotWithoutId(book());
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.closingPrices(Side.BID)).containsExactly(200L, 199L);
        assertThat(run.count(Counter.RESYNCS)).isEqualTo(2);
        assertThat(run.count(Counter.CHECKS)).isZero();
    }

    @Test
    default void waitingReplaysTheRingBeyondALateSnapshot() {
        DeltaScenario scenario =
                waiting()
                        .message(range(11, 12), bid(199, 0), bid(150, 1))
                        .message(range(13, 13), bid(151, 1))
                        .snapshot(10, book());
        LaneRun run = run(scenario.endOfLane(), plain());
        assertReplayed(run, 13, List.of(200L, 151L, 150L));
        assertThat(run.count(Counter.SUPERSEDED)).isEqualTo(1);
        assertThat(run.count(Counter.APPLIED_ROWS)).isEqualTo(3);
        ReferenceEvent resync = run.snapshot(SnapshotKind.RESYNC);
        assertThat(resync.timeNanos()).isEqualTo(DeltaScenario.START_NANOS + 300_000_000L);
    }

    @Test
    default void suspectReplaysTheRingBeyondALateSnapshot() {
        DeltaScenario scenario = suspect().message(range(14, 14), bid(98, 1)).snapshot(13, book());
        assertReplayed(run(scenario.endOfLane(), plain()), 14, List.of(200L, 199L, 98L));
    }

    @Test
    default void waitingRefusesALateSnapshotThatTheRingDoesNotReach() {
        LaneRun run = run(waiting().snapshot(5, book()).endOfLane(), plain());
        assertRefused(run, RefusalReason.UNBRIDGED, 5, WAITING);
    }

    @Test
    default void suspectRefusesALateSnapshotThatTheRingDoesNotReach() {
        LaneRun run = run(suspect().snapshot(11, book()).endOfLane(), plain());
        assertRefused(run, RefusalReason.UNBRIDGED, 11, SUSPECT);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L);
    }

    @Test
    default void liveHoldsALateSnapshotAndRestartsWhereAnOldMessageBridgesIt() {
        DeltaScenario scenario =
                live().snapshot(3, book())
                        .message(range(4, 5), bid(150, 1))
                        .message(range(6, 6), bid(151, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.statesOf(5)).containsExactly(LIVE);
        assertThat(run.closingPrices(Side.BID)).containsExactly(200L, 199L, 151L, 150L);
        assertThat(run.endState()).isEqualTo(LIVE);
        assertThat(run.count(Counter.RESTARTS)).isEqualTo(1);
        assertThat(run.count(Counter.STALE)).isZero();
        assertThat(run.incidentKinds())
                .containsExactly(IncidentKind.RESYNC, IncidentKind.RESTART, IncidentKind.RESYNC);
        assertThat(run.snapshot(SnapshotKind.RESYNC).updateId()).isEqualTo(5);
    }

    @Test
    default void liveRefusesAHeldSnapshotWhereTheNextMessageIsInOrder() {
        DeltaScenario scenario = live().snapshot(3, book()).message(range(11, 11), bid(99, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertRefused(run, RefusalReason.BEHIND, 3, LIVE);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L);
    }

    @Test
    default void liveRefusesAHeldSnapshotWhereTheNextMessageIsOldButDoesNotBridge() {
        DeltaScenario scenario = live().snapshot(3, book()).message(range(6, 6), bid(99, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertRefused(run, RefusalReason.BEHIND, 3, LIVE);
        assertThat(run.count(Counter.STALE)).isEqualTo(1);
    }

    @Test
    default void liveRefusesAHeldSnapshotAtTheNextSnapshotAndAtTheEnd() {
        DeltaScenario scenario = live().snapshot(3, book()).snapshot(12, book());
        assertThat(run(scenario.endOfLane(), plain()).refused(RefusalReason.BEHIND)).isEqualTo(1);
        LaneRun ended = run(live().snapshot(3, book()).endOfLane(), plain());
        assertRefused(ended, RefusalReason.BEHIND, 3, LIVE);
    }

    @Test
    default void waitingReplaysTheRingBeyondALateSnapshotWhereIdsOnlyGrow() {
        DeltaScenario scenario = onlyGrowing().snapshot(10, book()).endOfLane();
        LaneRun run = run(scenario, settings().coldStart(ColdStart.WAIT).build());
        assertReplayed(run, 14, List.of(200L, 199L, 151L, 150L));
        assertThat(run.snapshot(SnapshotKind.RESYNC).certifiedBids()).isZero();
        assertThat(run.snapshot(SnapshotKind.RESYNC).coveredBids()).isEqualTo(2);
    }

    @Test
    default void suspectReplaysTheRingBeyondALateSnapshotWhereIdsOnlyGrow() {
        LaneRun run = run(onlyGrowing().snapshot(10, book()).endOfLane(), plain());
        assertReplayed(run, 14, List.of(200L, 199L, 151L, 150L));
        assertThat(run.count(Counter.SUPERSEDED)).isEqualTo(1);
    }

    /** Two messages beyond id 10, where the ring reaches back to it. */
    private static DeltaScenario onlyGrowing() {
        return DeltaScenario.of(SequenceMode.MONOTONIC)
                .message(id(9), bid(90, 1))
                .message(id(12), bid(150, 1))
                .message(id(14), bid(151, 1));
    }

    @Test
    default void aLateSnapshotThatTheRingDoesNotReachIsRefusedWhereIdsOnlyGrow() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.MONOTONIC).message(id(10), bid(90, 1));
        LaneRun waiting =
                run(
                        scenario.snapshot(5, book()).endOfLane(),
                        settings().coldStart(ColdStart.WAIT).build());
        assertRefused(waiting, RefusalReason.BEHIND, 5, WAITING);
        LaneRun suspect = run(scenario, plain());
        assertThat(suspect.endState()).isEqualTo(SUSPECT);
        assertThat(suspect.refused(RefusalReason.BEHIND)).isEqualTo(1);
    }

    @Test
    default void aLateRowOfTheBookTableIsRefusedThoughTheRingReachesIt() {
        Times time = new Times(DeltaScenario.START_NANOS, Missing.TIME);
        DeltaScenario scenario =
                onlyGrowing().book(time, id(10), List.of(bid(200, 1), ask(210, 1)));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.refused(RefusalReason.BEHIND)).isEqualTo(1);
        assertThat(run.endState()).isEqualTo(SUSPECT);
    }

    @Test
    default void liveRefusesALowerSnapshotWhereIdsOnlyGrow() {
        LaneRun run = run(live(SequenceMode.MONOTONIC).snapshot(5, book()).endOfLane(), plain());
        assertRefused(run, RefusalReason.BEHIND, 5, LIVE);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L);
    }

    @Test
    default void waitingRefusesFaultySnapshots() {
        assertFaultsRefused(waiting(), waiting(), waiting(), WAITING);
    }

    @Test
    default void suspectRefusesFaultySnapshots() {
        assertFaultsRefused(suspect(), suspect(), suspect(), SUSPECT);
    }

    @Test
    default void liveRefusesFaultySnapshots() {
        assertFaultsRefused(live(), live(), live(), LIVE);
    }

    private void assertFaultsRefused(
            DeltaScenario first, DeltaScenario second, DeltaScenario third, BookState state) {
        LaneRun nothing = run(first.snapshot(20, bid(100, 0), ask(101, 0)).endOfLane(), plain());
        assertRefused(nothing, RefusalReason.ONE_SIDED, 20, state);
        LaneRun crossed = run(second.snapshot(20, bid(100, 1), ask(100, 1)).endOfLane(), plain());
        assertRefused(crossed, RefusalReason.CROSSED, 20, state);
        DeltaScenario rejected =
                third.snapshot(20, bid(100, 1), DeltaScenario.bad(), ask(100, 1)).endOfLane();
        assertRefused(run(rejected, plain()), RefusalReason.REJECTED_ROW, 20, state);
    }

    private static Level[] book() {
        return new Level[] {bid(200, 1), bid(199, 2), ask(210, 1), bid(150, 0)};
    }

    private static void assertLoaded(LaneRun run, long id) {
        assertThat(run.endState()).isEqualTo(LIVE);
        assertThat(run.closingPrices(Side.BID)).containsExactly(200L, 199L);
        assertThat(run.closingPrices(Side.ASK)).containsExactly(210L);
        ReferenceEvent resync = run.snapshot(SnapshotKind.RESYNC);
        assertThat(resync.updateId()).isEqualTo(id);
        assertThat(resync.state()).isEqualTo(LIVE);
        assertThat(resync.certifiedBids()).isEqualTo(2);
        assertThat(resync.certifiedAsks()).isEqualTo(1);
    }

    private static void assertReplayed(LaneRun run, long last, List<Long> bids) {
        assertThat(run.endState()).isEqualTo(LIVE);
        assertThat(run.closingPrices(Side.BID)).isEqualTo(bids);
        assertThat(run.snapshot(SnapshotKind.RESYNC).updateId()).isEqualTo(last);
        assertThat(run.statesOf(last)).as("emitted once, before the snapshot").hasSize(1);
    }

    private static void assertRefused(LaneRun run, RefusalReason reason, long id, BookState state) {
        assertThat(run.endState()).isEqualTo(state);
        assertThat(run.refused(reason)).isEqualTo(1);
        assertThat(run.incident(IncidentKind.REFUSED_SNAPSHOT).reason()).isEqualTo(reason.name());
        assertThat(run.incident(IncidentKind.REFUSED_SNAPSHOT).updateId()).isEqualTo(id);
        assertThat(run.count(Counter.RESYNCS)).isEqualTo(state == WAITING ? 0 : 1);
    }
}
