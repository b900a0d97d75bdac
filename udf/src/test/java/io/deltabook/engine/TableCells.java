// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.engine.DeltaScenario.Level;
import io.deltabook.engine.DeltaScenario.Times;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.statistics.LaneCounters;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of the trades and book tables among the deltas. */
interface TableCells extends LaneRun.Runner {
    List<Level> LEVELS = List.of(DeltaScenario.bid(100, 5), DeltaScenario.ask(101, 6));

    private static Times at(int step) {
        return new Times(DeltaScenario.START_NANOS + step * DeltaScenario.STEP_NANOS, Missing.TIME);
    }

    private static DeltaScenario monotonic() {
        return DeltaScenario.of(SequenceMode.MONOTONIC);
    }

    private static List<ReferenceEvent> snapshots(LaneRun run) {
        return run.events().stream()
                .filter(event -> event.type() == EventType.BOOK_SNAPSHOT)
                .toList();
    }

    @Test
    default void theOnlyBookRowsOfTwoFilesAreTwoSnapshots() {
        DeltaScenario scenario =
                monotonic()
                        .book(at(0), DeltaScenario.id(5), LEVELS)
                        .nextBookFile()
                        .book(at(1), DeltaScenario.id(5), LEVELS)
                        .endOfLane();
        LaneRun run = run(scenario, SettingsBuilder.plain());
        assertThat(run.count(LaneCounters.Counter.BOOK_ROWS_IN)).isEqualTo(2);
        assertThat(snapshots(run))
                .extracting(ReferenceEvent::kind)
                .containsExactly(SnapshotKind.RESYNC, SnapshotKind.CHECK, SnapshotKind.CLOSING);
    }

    @Test
    default void aRowWithoutIdBeforeABookRowTakesNoLevelFromIt() {
        DeltaScenario scenario =
                monotonic().rowWithoutId().book(at(1), DeltaScenario.id(5), LEVELS).endOfLane();
        LaneRun run = run(scenario, SettingsBuilder.plain());
        assertThat(snapshots(run))
                .extracting(ReferenceEvent::kind, ReferenceEvent::coveredBids)
                .containsExactly(tuple(SnapshotKind.RESYNC, 1), tuple(SnapshotKind.CLOSING, 1));
    }

    @Test
    default void aRowWithoutIdAfterABookRowEndsItsCertainty() {
        DeltaScenario scenario =
                monotonic().book(at(0), DeltaScenario.id(5), LEVELS).rowWithoutId().endOfLane();
        LaneRun run = run(scenario, SettingsBuilder.plain());
        assertThat(snapshots(run))
                .extracting(ReferenceEvent::kind, ReferenceEvent::coveredBids)
                .containsExactly(tuple(SnapshotKind.RESYNC, 1), tuple(SnapshotKind.CLOSING, 0));
    }

    @Test
    default void aBookRowWithoutLevelsIsOneSidedAndCountedOnce() {
        DeltaScenario scenario =
                monotonic().book(at(0), DeltaScenario.id(5), List.of()).endOfLane();
        LaneRun run = run(scenario, SettingsBuilder.plain());
        assertThat(run.refused(RefusalReason.ONE_SIDED)).isEqualTo(1);
        assertThat(run.count(LaneCounters.Counter.BOOK_ROWS_REFUSED)).isEqualTo(1);
    }

    @Test
    default void aBookRowOfWhichNoTimeIsKnownIsRejectedOnce() {
        Times none = new Times(Missing.TIME, Missing.TIME);
        DeltaScenario scenario = monotonic().book(none, DeltaScenario.id(5), LEVELS).endOfLane();
        LaneRun run = run(scenario, SettingsBuilder.plain());
        assertThat(run.rejects())
                .singleElement()
                .satisfies(reject -> assertThat(reject.reason()).isEqualTo(RejectReason.NULL_TIME));
        assertThat(run.count(LaneCounters.Counter.BOOK_ROWS_REJECTED)).isEqualTo(1);
    }

    @Test
    default void aTradeEndsThePendingMessageAndCarriesTheStateItLeaves() {
        DeltaScenario scenario =
                monotonic()
                        .snapshot(5, LEVELS.get(0), LEVELS.get(1))
                        .trade(new Times(Missing.TIME, Missing.TIME), 7, DeltaScenario.bid(100, 0))
                        .endOfLane();
        LaneRun run = run(scenario, SettingsBuilder.plain());
        assertThat(run.events().get(1))
                .isEqualTo(
                        ReferenceEvent.trade(
                                1,
                                DeltaScenario.START_NANOS,
                                BookState.LIVE,
                                7,
                                LEVELS.get(0).side(),
                                100,
                                0));
    }

    @Test
    default void aBookRowWithoutIdProvesNothingUntilASnapshotWithOneIsLoaded() {
        Level[] deeper = {
            DeltaScenario.bid(100, 5), DeltaScenario.bid(99, 1), DeltaScenario.ask(101, 6)
        };
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CONTIGUOUS)
                        .snapshot(5, LEVELS.get(0), LEVELS.get(1))
                        .book(at(1), DeltaScenario.noId(), LEVELS)
                        .message(DeltaScenario.id(6), DeltaScenario.bid(99, 1))
                        .book(at(2), DeltaScenario.noId(), List.of(deeper))
                        .message(DeltaScenario.id(7), DeltaScenario.bid(98, 1))
                        .snapshot(9, LEVELS.get(0), LEVELS.get(1))
                        .endOfLane();
        LaneRun run = run(scenario, new SettingsBuilder().everyUpdates(1).build());
        assertThat(snapshots(run))
                .extracting(
                        ReferenceEvent::kind,
                        ReferenceEvent::certifiedBids,
                        ReferenceEvent::coveredBids)
                .containsExactly(
                        tuple(SnapshotKind.RESYNC, 1, 1),
                        tuple(SnapshotKind.CHECK, 1, 1),
                        tuple(SnapshotKind.PERIODIC, 1, 1),
                        tuple(SnapshotKind.CHECK, 0, 2),
                        tuple(SnapshotKind.PERIODIC, 0, 2),
                        tuple(SnapshotKind.RESYNC, 1, 1),
                        tuple(SnapshotKind.CLOSING, 1, 1));
    }
}
