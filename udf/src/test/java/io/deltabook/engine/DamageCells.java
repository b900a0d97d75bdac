// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static io.deltabook.contract.BookState.LIVE;
import static io.deltabook.contract.BookState.SUSPECT;
import static io.deltabook.contract.BookState.WAITING;
import static io.deltabook.engine.DeltaScenario.ask;
import static io.deltabook.engine.DeltaScenario.bad;
import static io.deltabook.engine.DeltaScenario.badAt;
import static io.deltabook.engine.DeltaScenario.bid;
import static io.deltabook.engine.DeltaScenario.chain;
import static io.deltabook.engine.DeltaScenario.id;
import static io.deltabook.engine.DeltaScenario.idOnly;
import static io.deltabook.engine.DeltaScenario.noId;
import static io.deltabook.engine.DeltaScenario.range;
import static io.deltabook.engine.SettingsBuilder.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.engine.DeltaScenario.Level;
import io.deltabook.engine.DeltaScenario.Times;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rows that cannot be used, rows of ids only and skipped files cost, and no more. */
interface DamageCells extends LaneRun.Runner {

    /** Loaded at id 10: bids 100, 99, 98, 97, asks 110, 111, 112. */
    private static DeltaScenario live(SequenceMode mode) {
        return DeltaScenario.of(mode).snapshot(10, deep());
    }

    private static Level[] deep() {
        return new Level[] {
            bid(100, 5), bid(99, 5), bid(98, 5), bid(97, 5), ask(110, 3), ask(111, 3), ask(112, 3)
        };
    }

    private static void assertCertified(ReferenceEvent snapshot, int bids, int asks) {
        assertThat(snapshot.certifiedBids()).as("bids of %s", snapshot).isEqualTo(bids);
        assertThat(snapshot.certifiedAsks()).as("asks of %s", snapshot).isEqualTo(asks);
    }

    @Test
    default void aRejectedRowOfKnownSideAndPriceCostsItsSideFromThatPriceOn() {
        DeltaScenario scenario =
                live(SequenceMode.RANGE)
                        .message(range(11, 11), badAt(Side.BID, 98), bid(99, 7))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.statesOf(11)).containsExactly(LIVE);
        assertThat(run.closingPrices(Side.BID))
                .as("the book stays as it is there")
                .containsExactly(100L, 99L, 98L, 97L);
        assertCertified(run.snapshot(SnapshotKind.CLOSING), 2, 3);
    }

    @Test
    default void aRejectedRowBeyondTheHorizonMovesItNotOut() {
        DeltaScenario scenario =
                live(SequenceMode.RANGE)
                        .message(range(11, 11), badAt(Side.BID, 90), badAt(Side.ASK, 120))
                        .endOfLane();
        assertCertified(run(scenario, plain()).snapshot(SnapshotKind.CLOSING), 4, 3);
    }

    @Test
    default void aRejectedRowInASnapshotCostsItsSideFromThatPriceOn() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CHAIN)
                        .snapshot(10, bid(100, 5), badAt(Side.BID, 99), bid(98, 5), ask(110, 3))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.endState()).isEqualTo(LIVE);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 98L);
        assertCertified(run.snapshot(SnapshotKind.RESYNC), 1, 1);
    }

    @Test
    default void aSnapshotWithARowWhosePriceCannotBeReadIsRefused() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CHAIN)
                        .snapshot(10, bid(100, 5), bad(), bid(98, 5), ask(110, 3))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.endState()).isEqualTo(WAITING);
        assertThat(run.refused(RefusalReason.REJECTED_ROW)).isEqualTo(1);
    }

    @Test
    default void aSnapshotOfLastIsComparedExceptAtItsRejectedRow() {
        DeltaScenario scenario =
                live(SequenceMode.RANGE)
                        .message(range(11, 11), bid(99, 7))
                        .snapshot(11, bid(100, 5), badAt(Side.BID, 99), bid(98, 5), ask(110, 3))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.count(Counter.CHECKS)).isEqualTo(1);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L, 98L, 97L);
        assertCertified(run.snapshot(SnapshotKind.CLOSING), 1, 3);
    }

    @Test
    default void aSnapshotOfLastIsComparedAtARejectedRowWhosePriceItListsToo() {
        DeltaScenario scenario =
                live(SequenceMode.MONOTONIC)
                        .message(id(11), ask(113, 1))
                        .snapshot(11, badAt(Side.BID, 98), bid(98, 5), ask(110, 3))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.closingPrices(Side.BID)).containsExactly(98L, 97L);
        assertCertified(run.snapshot(SnapshotKind.RESYNC), 0, 1);
    }

    @Test
    default void aSideOfWhichASnapshotHasOnlyRejectedRowsIsKnownDownToTheBestOfThem() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.RANGE)
                        .snapshot(10, bid(100, 5), badAt(Side.ASK, 111), badAt(Side.ASK, 112))
                        .message(range(11, 11), ask(110, 1), ask(113, 1))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.closingPrices(Side.ASK)).containsExactly(110L, 113L);
        assertCertified(run.snapshot(SnapshotKind.CLOSING), 1, 1);
    }

    @Test
    default void aSideOfWhichASnapshotOfLastHasOnlyRejectedRowsStaysAsItIs() {
        DeltaScenario scenario =
                live(SequenceMode.RANGE)
                        .message(range(11, 11), ask(113, 1))
                        .snapshot(11, badAt(Side.BID, 98), ask(110, 3))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.count(Counter.CHECKS)).isEqualTo(1);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L, 98L, 97L);
        assertCertified(run.snapshot(SnapshotKind.CLOSING), 2, 3);
    }

    @Test
    default void aReplayedMessageWithARejectedRowOfKnownPriceCutsTheLoadedBook() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.RANGE)
                        .message(range(11, 11), badAt(Side.BID, 98), bid(99, 6))
                        .snapshot(10, deep())
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.endState()).isEqualTo(LIVE);
        assertCertified(run.snapshot(SnapshotKind.RESYNC), 2, 3);
    }

    @Test
    default void aRejectedRowOfAnOldMessageCostsNothing() {
        DeltaScenario scenario =
                live(SequenceMode.RANGE)
                        .message(range(9, 10), badAt(Side.BID, 98), bad())
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.endState()).isEqualTo(LIVE);
        assertCertified(run.snapshot(SnapshotKind.CLOSING), 4, 3);
    }

    @Test
    default void aRowWithoutIdButOfKnownPriceCutsTheBookAndTheSnapshotAfterIt() {
        Level lost = new Level(Side.BID, 98, 0, RejectReason.NULL_UPDATE_ID);
        Times time = new Times(DeltaScenario.START_NANOS, Missing.TIME);
        DeltaScenario scenario =
                live(SequenceMode.RANGE)
                        .message(range(11, 11), bid(99, 6))
                        .rows(time, noId(), false, List.of(lost))
                        .snapshot(20, deep())
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertCertified(run.snapshot(SnapshotKind.RESYNC), 2, 3);
        assertThat(run.statesOf(11)).containsExactly(LIVE);
    }

    @Test
    default void rowsOfIdsOnlyMoveTheIdsAndNothingElse() {
        DeltaScenario scenario =
                live(SequenceMode.CONTIGUOUS)
                        .message(id(11), idOnly())
                        .message(id(12), bid(99, 6), idOnly())
                        .message(id(13), idOnly(), ask(111, 6))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.statesOf(11)).isEmpty();
        assertThat(run.statesOf(12)).containsExactly(LIVE);
        assertThat(run.statesOf(13)).containsExactly(LIVE);
        assertThat(run.count(Counter.GAPS)).isZero();
        assertThat(run.count(Counter.MESSAGES)).isEqualTo(3);
        assertThat(run.count(Counter.REJECTED_ROWS)).isZero();
        assertThat(run.rejects()).isEmpty();
        assertCertified(run.snapshot(SnapshotKind.CLOSING), 4, 3);
    }

    @Test
    default void heartbeatsAndAResetOfAChainMoveNothingButTheIds() {
        DeltaScenario scenario =
                live(SequenceMode.CHAIN)
                        .message(chain(10, 10), idOnly())
                        .message(chain(10, 15), bid(99, 6))
                        .message(chain(15, 15), idOnly())
                        .message(chain(15, 3), bid(98, 6))
                        .message(chain(3, 5), bid(97, 6))
                        .message(chain(7, 9), bid(96, 6))
                        .endOfLane();
        LaneRun run = run(scenario, plain());
        assertThat(run.statesOf(5)).containsExactly(LIVE);
        assertThat(run.statesOf(9)).containsExactly(WAITING);
        assertThat(run.count(Counter.GAPS)).isEqualTo(1);
        assertThat(run.count(Counter.DUPLICATES) + run.count(Counter.STALE)).isZero();
    }

    @Test
    default void aSkippedFileLeavesNoTrustedBookIfIdsDoNotTell() {
        for (SequenceMode mode : List.of(SequenceMode.MONOTONIC, SequenceMode.NONE)) {
            DeltaScenario scenario =
                    live(mode)
                            .message(id(11), bid(99, 6))
                            .leftOutFile()
                            .message(id(12), bid(98, 6))
                            .endOfLane();
            LaneRun run = run(scenario, plain());
            assertThat(run.statesOf(11)).as("it may go on in the file").containsExactly(SUSPECT);
            assertThat(run.statesOf(12)).containsExactly(SUSPECT);
            assertThat(run.incidentKinds()).contains(IncidentKind.BAD_FILE);
        }
    }

    @Test
    default void aSkippedFileCostsCertaintyButNoStateIfIdsDecide() {
        for (SequenceMode mode : List.of(SequenceMode.RANGE, SequenceMode.CONTIGUOUS)) {
            DeltaScenario scenario =
                    live(mode)
                            .message(id(11), bid(99, 6))
                            .leftOutFile()
                            .message(id(11), bid(98, 6))
                            .message(id(12), bid(98, 6))
                            .endOfLane();
            LaneRun run = run(scenario, plain());
            assertThat(run.statesOf(11)).as("one message").containsExactly(LIVE, LIVE);
            assertThat(run.endState()).isEqualTo(LIVE);
            assertCertified(run.snapshot(SnapshotKind.CLOSING), 0, 0);
        }
    }

    @Test
    default void theSnapshotsBeforeAndAfterASkippedFileCertifyNothing() {
        DeltaScenario before =
                DeltaScenario.of(SequenceMode.RANGE).snapshot(10, deep()).leftOutFile();
        LaneRun run = run(before.endOfLane(), plain());
        assertThat(run.endState()).isEqualTo(LIVE);
        assertCertified(run.snapshot(SnapshotKind.RESYNC), 0, 0);
        DeltaScenario behind =
                DeltaScenario.of(SequenceMode.MONOTONIC).leftOutFile().snapshot(10, deep());
        LaneRun loaded = run(behind.endOfLane(), plain());
        assertThat(loaded.endState()).isEqualTo(LIVE);
        assertCertified(loaded.snapshot(SnapshotKind.RESYNC), 0, 0);
        DeltaScenario unproven =
                DeltaScenario.of(SequenceMode.MONOTONIC).snapshot(10, deep()).leftOutFile();
        LaneRun refused = run(unproven.endOfLane(), plain());
        assertThat(refused.refused(RefusalReason.REJECTED_ROW)).isEqualTo(1);
        assertThat(refused.count(Counter.RESYNCS)).isZero();
    }
}
