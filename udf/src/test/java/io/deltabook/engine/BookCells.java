// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static io.deltabook.contract.BookState.LIVE;
import static io.deltabook.contract.BookState.SUSPECT;
import static io.deltabook.contract.BookState.WAITING;
import static io.deltabook.engine.DeltaScenario.ask;
import static io.deltabook.engine.DeltaScenario.bad;
import static io.deltabook.engine.DeltaScenario.bid;
import static io.deltabook.engine.DeltaScenario.range;
import static io.deltabook.engine.MessageCells.live;
import static io.deltabook.engine.MessageCells.suspect;
import static io.deltabook.engine.MessageCells.waiting;
import static io.deltabook.engine.SettingsBuilder.plain;
import static io.deltabook.engine.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.statistics.LaneCounters.Counter;
import org.junit.jupiter.api.Test;

/** The cells of the state table about rejected rows, crossed books, the ring and the end. */
interface BookCells extends LaneRun.Runner {

    @Test
    default void waitingTakesAMessageWithARejectedRowAsItsKind() {
        DeltaScenario scenario = waiting().message(range(11, 11), bad(), bid(98, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.statesOf(11)).containsExactly(WAITING);
        assertThat(run.rejects()).hasSize(1);
        assertThat(run.count(Counter.REJECTED_ROWS)).isEqualTo(1);
    }

    @Test
    default void suspectTakesAMessageWithARejectedRowAsItsKind() {
        DeltaScenario scenario = suspect().message(range(14, 14), bid(98, 1), bad());
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.statesOf(14)).containsExactly(SUSPECT);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L, 98L);
    }

    @Test
    default void liveTurnsSuspectAtAMessageWithARejectedRowAndAppliesTheRest() {
        DeltaScenario scenario = live().message(range(11, 11), bid(98, 1), bad(), bid(97, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.statesOf(11)).containsExactly(SUSPECT, SUSPECT);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 98L, 97L);
        assertThat(run.snapshot(SnapshotKind.CLOSING).certifiedBids()).isZero();
    }

    @Test
    default void idsOfAMessageCountThoughAllItsRowsAreRejected() {
        DeltaScenario scenario =
                live().message(range(11, 11), bad(), bad()).message(range(12, 12), bid(98, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.count(Counter.GAPS)).isZero();
        assertThat(run.count(Counter.MESSAGES)).isEqualTo(2);
        assertThat(run.statesOf(11)).isEmpty();
        assertThat(run.statesOf(12)).containsExactly(SUSPECT);
    }

    @Test
    default void aReplayedMessageWithARejectedRowLeavesTheBookSuspect() {
        DeltaScenario scenario =
                waiting()
                        .message(range(11, 11), bid(98, 1), bad())
                        .snapshot(10, bid(100, 5), ask(110, 3));
        LaneRun run = run(scenario.endOfLane(), plain());
        ReferenceEvent resync = run.snapshot(SnapshotKind.RESYNC);
        assertThat(resync.state()).isEqualTo(SUSPECT);
        assertThat(LaneRun.prices(resync.bids())).containsExactly(100L, 98L);
        assertThat(resync.certifiedBids()).isZero();
    }

    @Test
    default void aRejectedRowWithoutIdChangesNoStateButCertifiesNothingMore() {
        DeltaScenario scenario =
                live().rowWithoutId().message(range(11, 11), bid(98, 1)).rowWithoutId();
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.statesOf(11)).containsExactly(LIVE);
        assertThat(run.endState()).isEqualTo(LIVE);
        assertThat(run.snapshot(SnapshotKind.CLOSING).certifiedBids()).isZero();
        assertThat(run.rejects()).hasSize(2);
    }

    @Test
    default void waitingHasNoBookToCross() {
        DeltaScenario scenario =
                waiting().message(range(11, 11), bid(120, 1)).message(range(12, 12), ask(90, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.count(Counter.CROSSED)).isZero();
        assertThat(run.incidents()).isEmpty();
    }

    @Test
    default void suspectRepairsACrossedBookAndStays() {
        DeltaScenario scenario =
                suspect().message(range(14, 14), ask(99, 2)).message(range(15, 15), bid(98, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.closingPrices(Side.ASK)).containsExactly(99L, 110L);
        assertThat(run.closingPrices(Side.BID)).containsExactly(98L);
        assertThat(run.statesOf(14)).containsExactly(SUSPECT, SUSPECT, SUSPECT);
        assertThat(run.count(Counter.REPAIRED_LEVELS)).isEqualTo(2);
        assertThat(run.count(Counter.CROSSED)).isEqualTo(1);
    }

    @Test
    default void liveTurnsSuspectWhereABidCrossesAndTheOlderAsksGo() {
        DeltaScenario scenario = live().message(range(11, 11), bid(110, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.deltasOf(11)).hasSize(2);
        ReferenceEvent row = run.deltasOf(11).get(0);
        ReferenceEvent repair = run.deltasOf(11).get(1);
        assertThat(row.lastInMessage()).isFalse();
        assertThat(row.state()).isEqualTo(SUSPECT);
        assertThat(repair)
                .returns(Side.ASK, ReferenceEvent::side)
                .returns(110L, ReferenceEvent::price)
                .returns(0L, ReferenceEvent::quantity)
                .returns(true, ReferenceEvent::lastInMessage)
                .returns(SUSPECT, ReferenceEvent::state);
        assertThat(run.closingPrices(Side.ASK)).isEmpty();
        assertThat(run.incidentKinds())
                .containsExactly(IncidentKind.RESYNC, IncidentKind.CROSSED, IncidentKind.REPAIR);
        assertThat(run.incident(IncidentKind.REPAIR).price()).isEqualTo(110);
    }

    @Test
    default void liveTurnsSuspectWhereAnAskCrossesAndTheOlderBidsGo() {
        DeltaScenario scenario =
                live().message(range(11, 11), bid(101, 1), bid(99, 1))
                        .message(range(12, 12), ask(100, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.deltasOf(12).stream().map(ReferenceEvent::price))
                .containsExactly(100L, 101L, 100L);
        assertThat(run.closingPrices(Side.BID)).containsExactly(99L);
        assertThat(run.closingPrices(Side.ASK)).containsExactly(100L, 110L);
    }

    @Test
    default void flagRecordsWhereACrossedRunBeginsAndRemovesNothing() {
        DeltaScenario scenario =
                live().message(range(11, 11), bid(110, 1))
                        .message(range(12, 12), bid(99, 1))
                        .message(range(13, 13), bid(110, 0))
                        .message(range(14, 14), ask(100, 1));
        LaneRun run = run(scenario.endOfLane(), settings().crossed(CrossedPolicy.FLAG).build());
        assertThat(run.statesOf(11)).containsExactly(SUSPECT);
        assertThat(run.incidentKinds())
                .containsExactly(IncidentKind.RESYNC, IncidentKind.CROSSED, IncidentKind.CROSSED);
        assertThat(run.count(Counter.CROSSED)).isEqualTo(3);
        assertThat(run.closingPrices(Side.BID)).containsExactly(100L, 99L);
        assertThat(run.closingPrices(Side.ASK)).containsExactly(100L, 110L);
    }

    @Test
    default void offDoesNotLookAtCrossedBooks() {
        DeltaScenario scenario = live().message(range(11, 11), bid(110, 1));
        LaneRun run = run(scenario.endOfLane(), settings().crossed(CrossedPolicy.OFF).build());
        assertThat(run.endState()).isEqualTo(LIVE);
        assertThat(run.count(Counter.CROSSED)).isZero();
        assertThat(run.incidentKinds()).containsExactly(IncidentKind.RESYNC);
    }

    @Test
    default void failStopsAtACrossedBook() {
        DeltaScenario scenario = live().message(range(11, 11), bid(110, 1)).endOfLane();
        BookSettings fail = settings().crossed(CrossedPolicy.FAIL).build();
        assertThatThrownBy(() -> run(scenario, fail)).hasMessageContaining("11");
    }

    @Test
    default void waitingLosesTheOldestMessageOfAFullRing() {
        DeltaScenario scenario =
                waiting().message(range(11, 11), bid(98, 1)).message(range(12, 12), bid(97, 1));
        BookSettings ringOfTwo = settings().ring(2).build();
        LaneRun run = run(scenario.endOfLane(), ringOfTwo);
        assertThat(run.count(Counter.RING_OVERFLOWS)).isEqualTo(1);
        assertThat(run.incidentKinds()).containsExactly(IncidentKind.RING_OVERFLOW);
        LaneRun reached =
                run(scenario.snapshot(10, bid(100, 5), ask(110, 3)).endOfLane(), ringOfTwo);
        assertThat(reached.closingPrices(Side.BID)).containsExactly(100L, 98L, 97L);
    }

    @Test
    default void suspectLosesTheOldestMessageOfAFullRing() {
        DeltaScenario scenario =
                suspect()
                        .message(range(14, 14), bid(98, 1))
                        .message(range(15, 15), bid(97, 1))
                        .message(range(16, 16), bid(96, 1))
                        .snapshot(13, bid(100, 5), ask(110, 3));
        LaneRun run = run(scenario.endOfLane(), settings().ring(2).build());
        assertThat(run.count(Counter.RING_OVERFLOWS)).isEqualTo(2);
        assertThat(run.incidentKinds().stream().filter(IncidentKind.RING_OVERFLOW::equals))
                .as("one incident for a run of overflow")
                .hasSize(1);
        assertThat(run.endState()).as("first message beyond the snapshot left").isEqualTo(SUSPECT);
    }

    @Test
    default void aRingHoldsAtMostAHundredThousandRows() {
        DeltaScenario.Level[] rows = new DeltaScenario.Level[40_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = bid(1 + i, 1);
        }
        DeltaScenario scenario =
                waiting()
                        .message(range(11, 11), rows)
                        .message(range(12, 12), rows)
                        .message(range(13, 13), rows);
        assertThat(run(scenario.endOfLane(), plain()).count(Counter.RING_OVERFLOWS)).isEqualTo(2);
    }

    @Test
    default void waitingEndsWithItsPendingMessageAndNoClosing() {
        LaneRun run = run(waiting().endOfLane(), plain());
        assertThat(run.statesOf(10)).containsExactly(WAITING);
        assertThat(run.snapshotKinds()).isEmpty();
        assertThat(run.count(Counter.MESSAGES)).isEqualTo(1);
    }

    @Test
    default void suspectEndsWithItsPendingMessageAndAClosing() {
        LaneRun run = run(suspect().endOfLane(), plain());
        ReferenceEvent closing = run.snapshot(SnapshotKind.CLOSING);
        assertThat(closing.state()).isEqualTo(SUSPECT);
        assertThat(closing.updateId()).isEqualTo(13);
        assertThat(closing.certifiedBids()).isZero();
        assertThat(closing.timeNanos()).isEqualTo(run.deltasOf(13).get(0).timeNanos());
    }

    @Test
    default void liveEndsWithItsPendingMessageAndAClosingOfAllLevels() {
        DeltaScenario scenario = DeltaScenario.of(SequenceMode.RANGE);
        DeltaScenario.Level[] levels = new DeltaScenario.Level[60];
        for (int i = 0; i < 30; i++) {
            levels[2 * i] = bid(100 - i, 1);
            levels[2 * i + 1] = ask(101 + i, 1);
        }
        scenario.snapshot(10, levels).message(range(11, 11), bid(50, 1));
        LaneRun run = run(scenario.endOfLane(), plain());
        assertThat(run.statesOf(11)).containsExactly(LIVE);
        ReferenceEvent closing = run.snapshot(SnapshotKind.CLOSING);
        assertThat(closing.bids()).hasSize(31);
        assertThat(closing.certifiedBids()).isEqualTo(30);
        assertThat(closing.certifiedAsks()).isEqualTo(30);
    }
}
