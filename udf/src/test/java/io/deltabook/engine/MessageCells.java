// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static io.deltabook.contract.BookState.LIVE;
import static io.deltabook.contract.BookState.SUSPECT;
import static io.deltabook.contract.BookState.WAITING;
import static io.deltabook.engine.DeltaScenario.ask;
import static io.deltabook.engine.DeltaScenario.bid;
import static io.deltabook.engine.DeltaScenario.chain;
import static io.deltabook.engine.DeltaScenario.id;
import static io.deltabook.engine.DeltaScenario.range;
import static io.deltabook.engine.SettingsBuilder.plain;
import static io.deltabook.engine.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.contract.ColdStart;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.MajorGapPolicy;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.oracle.ReferenceIncident;
import io.deltabook.statistics.LaneCounters.Counter;
import org.junit.jupiter.api.Test;

/** The cells of the state table that are about messages in order, with gaps, old and restarted. */
interface MessageCells extends LaneRun.Runner {

    /** Last id 10, one message in the ring. */
    static DeltaScenario waiting() {
        return DeltaScenario.of(SequenceMode.RANGE).message(range(9, 10), bid(99, 1));
    }

    /** Loaded at id 10: bid 100, ask 110. */
    static DeltaScenario live() {
        return live(SequenceMode.RANGE);
    }

    static DeltaScenario live(SequenceMode mode) {
        return DeltaScenario.of(mode).snapshot(10, bid(100, 5), ask(110, 3));
    }

    /** Loaded at id 10, ids 11 and 12 lost, last id 13. */
    static DeltaScenario suspect() {
        return live().message(range(13, 13), bid(99, 1));
    }

    @Test
    default void waitingEmitsAMessageInOrderAndKeepsItInTheRing() {
        DeltaScenario scenario = waiting().message(range(11, 12), bid(98, 1));
        LaneRun run = run(scenario.snapshot(10, bid(100, 5), ask(110, 3)).endOfLane(), plain());
        assertThat(run.statesOf(12)).containsExactly(WAITING);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 98L);
        assertThat(run.count(Counter.SUPERSEDED)).isEqualTo(1);
    }

    @Test
    default void waitingPublishesNoBookAtAll() {
        LaneRun run = run(waiting().endOfLane(), settings().everyUpdates(1).interval(1).build());
        assertThat(run.snapshotKinds()).isEmpty();
        assertThat(run.count(Counter.APPLIED_ROWS)).isZero();
    }

    @Test
    default void suspectEmitsAndAppliesAMessageInOrderAndKeepsItInTheRing() {
        DeltaScenario scenario = suspect().message(range(14, 14), bid(98, 1));
        LaneRun applied = run(scenario.endOfLane(), plain());
        assertThat(applied.statesOf(14)).containsExactly(SUSPECT);
        assertThat(applied.closingPrices(Side.BID)).containsExactly(100L, 99L, 98L);

        DeltaScenario healed =
                suspect()
                        .message(range(14, 14), bid(98, 1))
                        .snapshot(13, bid(97, 1), ask(111, 1))
                        .endOfLane();
        assertThat(run(healed, plain()).closingPrices(Side.BID)).containsExactly(98L, 97L);
    }

    @Test
    default void liveEmitsAndAppliesAMessageInOrder() {
        LaneRun run = run(live().message(range(9, 12), bid(99, 1)).endOfLane(), plain());
        assertThat(run.statesOf(12)).containsExactly(LIVE);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L);
        assertThat(run.endState()).isEqualTo(LIVE);
        assertThat(run.snapshot(SnapshotKind.CLOSING).updateId()).isEqualTo(12);
        assertThat(run.count(Counter.RING_OVERFLOWS)).isZero();
    }

    @Test
    default void waitingRecordsASmallGapAndRestartsTheRing() {
        LaneRun run = run(waiting().message(range(12, 13), bid(98, 1)).endOfLane(), plain());
        assertThat(run.statesOf(13)).containsExactly(WAITING);
        assertThat(run.endState()).isEqualTo(WAITING);
        assertGap(run, 11, 12, 1);
        DeltaScenario unbridged =
                waiting()
                        .message(range(12, 13), bid(98, 1))
                        .snapshot(9, bid(100, 5), ask(110, 3))
                        .endOfLane();
        assertThat(run(unbridged, plain()).snapshotKinds()).isEmpty();
        DeltaScenario bridged =
                waiting()
                        .message(range(12, 13), bid(98, 1))
                        .snapshot(11, bid(100, 5), ask(110, 3))
                        .endOfLane();
        LaneRun healed = run(bridged, plain());
        assertThat(healed.endState()).isEqualTo(LIVE);
        assertThat(healed.count(Counter.SUPERSEDED)).as("the ring began at the gap").isZero();
    }

    @Test
    default void suspectRecordsASmallGapAndStays() {
        LaneRun run = run(suspect().message(range(16, 16), bid(98, 1)).endOfLane(), plain());
        assertThat(run.statesOf(16)).containsExactly(SUSPECT);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L, 98L);
        assertThat(run.count(Counter.GAPS)).isEqualTo(2);
        assertThat(run.count(Counter.GAPS_1_10)).isEqualTo(2);
        DeltaScenario unbridged =
                suspect()
                        .message(range(16, 16), bid(98, 1))
                        .snapshot(12, bid(97, 1), ask(111, 1))
                        .endOfLane();
        assertThat(run(unbridged, plain()).endState()).isEqualTo(SUSPECT);
    }

    @Test
    default void liveTurnsSuspectAtASmallGapAndKeepsItsBook() {
        LaneRun run = run(live().message(range(1_011, 1_015), bid(99, 1)).endOfLane(), plain());
        assertThat(run.statesOf(1_015)).containsExactly(SUSPECT);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L);
        assertThat(run.snapshot(SnapshotKind.CLOSING).certifiedBids()).isZero();
        assertGap(run, 11, 1_011, 1_000);
        assertThat(run.count(Counter.GAPS_101_1000)).isEqualTo(1);
    }

    @Test
    default void waitingRecordsALargeGapAndStays() {
        LaneRun run = run(waiting().message(range(1_012, 1_012), bid(98, 1)).endOfLane(), plain());
        assertThat(run.statesOf(1_012)).containsExactly(WAITING);
        assertGap(run, 11, 1_012, 1_001);
    }

    @Test
    default void suspectDropsItsBookAtALargeGap() {
        LaneRun run = run(suspect().message(range(1_015, 1_015), bid(98, 1)).endOfLane(), plain());
        assertThat(run.statesOf(1_015)).containsExactly(WAITING);
        assertThat(run.endState()).isEqualTo(WAITING);
    }

    @Test
    default void liveDropsItsBookAtALargeGap() {
        LaneRun run = run(live().message(range(1_012, 1_012), bid(98, 1)).endOfLane(), plain());
        assertThat(run.statesOf(1_012)).containsExactly(WAITING);
        assertThat(run.endState()).isEqualTo(WAITING);
        assertGap(run, 11, 1_012, 1_001);
        assertThat(run.count(Counter.GAPS_OVER_1000)).isEqualTo(1);
        assertThat(run.count(Counter.LARGEST_GAP)).isEqualTo(1_001);
        DeltaScenario healed =
                live().message(range(1_012, 1_012), bid(98, 1))
                        .snapshot(1_011, bid(97, 1), ask(111, 1))
                        .endOfLane();
        assertThat(run(healed, plain()).closingPrices(Side.BID)).containsExactly(98L, 97L);
    }

    @Test
    default void waitingStaysAtALargeGapEvenWhereBooksAreKept() {
        BookSettings keep = settings().onMajorGap(MajorGapPolicy.SUSPECT).build();
        LaneRun run = run(waiting().message(range(1_012, 1_012), bid(98, 1)).endOfLane(), keep);
        assertThat(run.statesOf(1_012)).containsExactly(WAITING);
        assertThat(run.endState()).isEqualTo(WAITING);
    }

    @Test
    default void suspectKeepsItsBookAtALargeGapIfToldTo() {
        BookSettings keep = settings().onMajorGap(MajorGapPolicy.SUSPECT).build();
        LaneRun run = run(suspect().message(range(2_000, 2_000), bid(98, 1)).endOfLane(), keep);
        assertThat(run.statesOf(2_000)).containsExactly(SUSPECT);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L, 98L);
    }

    @Test
    default void liveTurnsSuspectAtALargeGapIfToldTo() {
        BookSettings keep = settings().onMajorGap(MajorGapPolicy.SUSPECT).build();
        LaneRun run = run(live().message(range(2_000, 2_000), bid(98, 1)).endOfLane(), keep);
        assertThat(run.statesOf(2_000)).containsExactly(SUSPECT);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 98L);
    }

    @Test
    default void waitingRecordsAGapOfUnknownSize() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CHAIN)
                        .message(chain(5, 10), bid(99, 1))
                        .message(chain(12, 15), bid(98, 1));
        assertUnknownGap(run(scenario.endOfLane(), plain()));
    }

    @Test
    default void suspectDropsItsBookAtAGapOfUnknownSize() {
        DeltaScenario scenario =
                live(SequenceMode.CHAIN)
                        .message(chain(10, 11), DeltaScenario.bad(), bid(99, 1))
                        .message(chain(12, 15), bid(98, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.statesOf(11)).containsExactly(SUSPECT);
        assertUnknownGap(run);
    }

    @Test
    default void liveDropsItsBookAtAGapOfUnknownSize() {
        DeltaScenario scenario = live(SequenceMode.CHAIN).message(chain(12, 15), bid(98, 1));
        assertUnknownGap(run(scenario.endOfLane(), plain()));
        DeltaScenario noPrevious = live(SequenceMode.CHAIN).message(id(15), bid(98, 1));
        assertUnknownGap(run(noPrevious.endOfLane(), plain()));
    }

    @Test
    default void waitingCountsAnOldMessageAndNothingElse() {
        DeltaScenario scenario =
                waiting()
                        .message(range(13, 13), bid(98, 1))
                        .message(range(11, 12), bid(97, 1))
                        .message(range(10, 10), bid(96, 1), bid(95, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.events()).hasSize(2);
        assertThat(run.incidentKinds())
                .containsExactly(IncidentKind.GAP, IncidentKind.LATE, IncidentKind.DUPLICATE);
        assertThat(run.count(Counter.LATE_ROWS)).isEqualTo(1);
        assertThat(run.count(Counter.DUPLICATE_ROWS)).isEqualTo(2);
    }

    @Test
    default void suspectCountsAnOldMessageAndNothingElse() {
        DeltaScenario scenario =
                suspect()
                        .message(range(12, 12), bid(97, 1))
                        .message(range(13, 13), bid(96, 1))
                        .message(range(9, 10), bid(95, 1));
        assertOldOnesIgnored(run(scenario.endOfLane(), plain()), SUSPECT);
    }

    @Test
    default void liveCountsAnOldMessageAndNothingElse() {
        DeltaScenario scenario =
                live().message(range(11, 12), bid(99, 1))
                        .message(range(11, 11), bid(97, 1))
                        .message(range(9, 10), DeltaScenario.bad(), bid(95, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L);
        assertThat(run.endState()).as("a bad row in an old message").isEqualTo(LIVE);
        assertThat(run.incidentKinds())
                .containsExactly(IncidentKind.RESYNC, IncidentKind.DUPLICATE, IncidentKind.STALE);
        assertThat(run.count(Counter.MESSAGES)).isEqualTo(3);
        assertThat(run.count(Counter.STALE_ROWS)).isEqualTo(1);
        assertThat(run.count(Counter.REJECTED_ROWS)).isEqualTo(1);
    }

    @Test
    default void waitingTakesARegressionAsInOrder() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.MONOTONIC)
                        .message(id(10), bid(99, 1))
                        .message(id(9), bid(98, 1));
        LaneRun run = run(scenario.endOfLane(), settings().coldStart(ColdStart.WAIT).build());
        assertThat(run.statesOf(9)).containsExactly(WAITING);
        assertThat(run.incidentKinds()).containsExactly(IncidentKind.REGRESSION);
    }

    @Test
    default void suspectTakesARegressionAsInOrder() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.MONOTONIC)
                        .message(id(10), bid(99, 1))
                        .message(id(9), bid(98, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.statesOf(9)).containsExactly(SUSPECT);
        assertThat(run.closingPrices(Side.BID)).containsExactly(99L, 98L);
        assertThat(run.snapshot(SnapshotKind.CLOSING).updateId()).isEqualTo(9);
    }

    @Test
    default void liveTurnsSuspectAtARegression() {
        DeltaScenario scenario =
                live(SequenceMode.MONOTONIC)
                        .message(id(12), bid(99, 1))
                        .message(id(11), bid(98, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.statesOf(12)).containsExactly(LIVE);
        assertThat(run.statesOf(11)).containsExactly(SUSPECT);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L, 98L);
        assertThat(run.count(Counter.REGRESSIONS)).isEqualTo(1);
    }

    @Test
    default void waitingStartsOverWhereTheNumberingRestarted() {
        assertRestart(waiting());
    }

    @Test
    default void suspectDropsItsBookWhereTheNumberingRestarted() {
        assertRestart(suspect());
    }

    @Test
    default void liveDropsItsBookWhereTheNumberingRestarted() {
        assertRestart(live());
    }

    private void assertRestart(DeltaScenario before) {
        DeltaScenario scenario =
                before.message(range(1, 1), bid(91, 1))
                        .message(range(2, 2), bid(92, 1))
                        .message(range(3, 3), bid(93, 1))
                        .message(range(4, 4), bid(94, 1));
        LaneRun run = run(scenario.endOfLane(), settings().restartAfter(2).build());
        assertThat(run.statesOf(1)).isEmpty();
        assertThat(run.statesOf(2)).isEmpty();
        assertThat(run.statesOf(3)).containsExactly(WAITING);
        assertThat(run.statesOf(4)).containsExactly(WAITING);
        assertThat(run.endState()).isEqualTo(WAITING);
        assertThat(run.count(Counter.RESTARTS)).isEqualTo(1);
        assertThat(run.count(Counter.GAPS_UNKNOWN)).isEqualTo(1);
        assertThat(run.incidentKinds()).contains(IncidentKind.GAP, IncidentKind.RESTART);
        LaneRun healed =
                run(
                        scenario.snapshot(2, bid(80, 1), ask(110, 1)).endOfLane(),
                        settings().restartAfter(2).build());
        assertThat(healed.closingPrices(Side.BID)).containsExactly(94L, 93L, 80L);
    }

    private static void assertOldOnesIgnored(LaneRun run, BookState state) {
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L);
        assertThat(run.endState()).isEqualTo(state);
        assertThat(run.snapshot(SnapshotKind.CLOSING).updateId()).isEqualTo(13);
        assertThat(run.incidentKinds())
                .containsExactly(
                        IncidentKind.RESYNC,
                        IncidentKind.GAP,
                        IncidentKind.LATE,
                        IncidentKind.DUPLICATE,
                        IncidentKind.STALE);
    }

    private static void assertGap(LaneRun run, long expected, long actual, long size) {
        ReferenceIncident gap = run.incident(IncidentKind.GAP);
        assertThat(gap.expectedId()).isEqualTo(expected);
        assertThat(gap.actualId()).isEqualTo(actual);
        assertThat(gap.size()).isEqualTo(size);
        assertThat(run.count(Counter.GAPS)).isEqualTo(1);
    }

    private static void assertUnknownGap(LaneRun run) {
        assertThat(run.statesOf(15)).containsExactly(WAITING);
        assertThat(run.endState()).isEqualTo(WAITING);
        assertThat(run.incident(IncidentKind.GAP).size()).isEqualTo(Missing.ID);
        assertThat(run.count(Counter.GAPS_UNKNOWN)).isEqualTo(1);
    }
}
