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

import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numberings that restart, repeat, skip far, or are filled with 0. */
interface NumberingCells extends LaneRun.Runner {

    private static DeltaScenario live(SequenceMode mode) {
        return DeltaScenario.of(mode).snapshot(10, bid(100, 5), ask(110, 3));
    }

    /** A day of 150 messages. */
    private static void day(DeltaScenario scenario, SequenceMode mode) {
        for (int i = 11; i <= 160; i++) {
            scenario.message(mode == SequenceMode.CHAIN ? chain(i - 1, i) : id(i), bid(99, i));
        }
    }

    @Test
    default void aDayCopiedUnderASecondNameIsARepeatAndNoRestart() {
        SequenceMode[] verified = {SequenceMode.RANGE, SequenceMode.CHAIN, SequenceMode.CONTIGUOUS};
        for (SequenceMode mode : verified) {
            DeltaScenario scenario = live(mode);
            day(scenario, mode);
            scenario.at(100_000_000);
            day(scenario, mode);
            scenario.message(mode == SequenceMode.CHAIN ? chain(160, 161) : id(161), bid(99, 1));
            LaneRun run = run(scenario.endOfLane(), plain());
            assertThat(run.count(Counter.RESTARTS)).isZero();
            assertThat(run.count(Counter.GAPS)).isZero();
            assertThat(run.count(Counter.DUPLICATES)).isEqualTo(150);
            assertThat(run.count(Counter.TIME_REGRESSIONS)).isEqualTo(149);
            assertThat(run.count(Counter.MESSAGES)).isEqualTo(301);
            assertThat(run.statesOf(161)).containsExactly(LIVE);
        }
    }

    @Test
    default void oldMessagesWithLaterTimesAreARestart() {
        DeltaScenario scenario = live(SequenceMode.CONTIGUOUS);
        day(scenario, SequenceMode.CONTIGUOUS);
        day(scenario, SequenceMode.CONTIGUOUS);
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.count(Counter.RESTARTS)).isEqualTo(1);
        assertThat(run.count(Counter.DUPLICATES)).isEqualTo(100);
        assertThat(run.endState()).isEqualTo(WAITING);
    }

    @Test
    default void aRestartCountsAsAGapWhereIdsOnlyGrow() {
        DeltaScenario scenario = live(SequenceMode.MONOTONIC);
        scenario.message(id(1), bid(1, 1)).message(id(2), bid(2, 1)).message(id(3), bid(3, 1));
        LaneRun run = run(scenario.endOfLane(), settings().restartAfter(2).build());
        assertThat(run.count(Counter.STALE)).isEqualTo(2);
        assertThat(run.count(Counter.GAPS_UNKNOWN)).isEqualTo(1);
        assertThat(run.statesOf(3)).containsExactly(WAITING);
    }

    @Test
    default void aGapIsNeverLargerThanTheLargestLong() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CONTIGUOUS)
                        .snapshot(-5, bid(100, 5), ask(110, 3))
                        .message(id(Long.MAX_VALUE - 1), bid(99, 1))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.incident(IncidentKind.GAP).size()).isEqualTo(Long.MAX_VALUE);
        assertThat(run.count(Counter.LARGEST_GAP)).isEqualTo(Long.MAX_VALUE);
        assertThat(run.statesOf(Long.MAX_VALUE - 1)).containsExactly(WAITING);
    }

    @Test
    default void aFirstIdOfZeroHidesNoGap() {
        DeltaScenario scenario =
                live(SequenceMode.RANGE)
                        .message(range(0, 11), bid(99, 1))
                        .message(range(0, 14), bid(98, 1))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.statesOf(11)).containsExactly(LIVE);
        assertThat(run.statesOf(14)).containsExactly(SUSPECT);
        assertThat(run.incident(IncidentKind.GAP).size()).isEqualTo(2);
    }

    @Test
    default void aPreviousIdOfZeroBridgesNoSnapshot() {
        DeltaScenario scenario =
                live(SequenceMode.CHAIN).message(chain(0, 14), bid(98, 1)).endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.statesOf(14)).containsExactly(WAITING);
        assertThat(run.count(Counter.GAPS_UNKNOWN)).isEqualTo(1);
    }

    @Test
    default void idsFilledWithZeroBridgeNoLateSnapshot() {
        DeltaScenario range =
                DeltaScenario.of(SequenceMode.RANGE).message(range(0, 15), bid(99, 1));
        DeltaScenario chain =
                DeltaScenario.of(SequenceMode.CHAIN).message(chain(0, 15), bid(99, 1));
        for (DeltaScenario scenario : List.of(range, chain)) {
            LaneRun run = run(scenario.snapshot(10, bid(98, 1), ask(110, 1)).endOfLane(), plain());
            assertThat(run.refused(RefusalReason.UNBRIDGED)).isEqualTo(1);
            assertThat(run.endState()).isEqualTo(WAITING);
        }
    }

    @Test
    default void onlyTheFirstMessageTakenAfterASnapshotBridgesIt() {
        DeltaScenario scenario =
                live(SequenceMode.CHAIN)
                        .message(chain(10, 3), bid(99, 1))
                        .message(chain(8, 12), bid(98, 1))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.statesOf(3)).containsExactly(LIVE);
        assertThat(run.statesOf(12)).containsExactly(WAITING);
    }

    @Test
    default void aNumberingThatRestartsWithASnapshotWhileLiveIsRepaired() {
        DeltaScenario scenario = live(SequenceMode.CONTIGUOUS);
        day(scenario, SequenceMode.CONTIGUOUS);
        scenario.snapshot(1, bid(50, 1), ask(60, 1));
        for (int i = 2; i < 20; i++) {
            scenario.message(id(i), bid(49, i));
        }
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.count(Counter.RESTARTS)).isEqualTo(1);
        assertThat(run.count(Counter.GAPS)).isZero();
        assertThat(run.closingPrices(Side.BID)).containsExactly(50L, 49L);
        assertThat(run.snapshot(SnapshotKind.CLOSING).certifiedBids()).isEqualTo(1);
    }

    @Test
    default void sixtyLostIdsAreAGapThoughTheFirstIdIsFilledWithZero() {
        DeltaScenario scenario = live(SequenceMode.RANGE);
        for (int i = 11; i <= 200; i++) {
            if (i <= 120 || i > 180) {
                scenario.message(range(0, i), bid(99, i));
            }
        }
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.incident(IncidentKind.GAP).size()).isEqualTo(60);
        assertThat(run.count(Counter.GAPS)).isEqualTo(1);
        assertThat(run.endState()).isEqualTo(SUSPECT);
        assertThat(run.snapshot(SnapshotKind.CLOSING).certifiedBids()).isZero();
    }
}
