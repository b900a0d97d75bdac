// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceIncident;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneStatistics;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lane does at the seam of two runs, case by case. */
final class SeedTest {
    private static final long SECOND = 1_000_000_000L;

    /** A live book at 10 and 11, of messages that end with the id 5. */
    private static DeltaScenario live(SequenceMode mode) {
        return DeltaScenario.of(mode)
                .snapshot(4, DeltaScenario.bid(10, 1), DeltaScenario.ask(11, 1))
                .message(ids(4, 5), DeltaScenario.bid(9, 2));
    }

    private static DeltaScenario.Ids ids(long previous, long id) {
        return new DeltaScenario.Ids(id, previous + 1, previous);
    }

    /** The second of two runs; the first has this many rows. */
    private static List<ReferenceEvent> second(DeltaScenario scenario, int rows) {
        return run(scenario, rows).output.events;
    }

    private static EngineRun run(DeltaScenario scenario, int rows) {
        List<DeltaScenario.Chunk> chunks = scenario.chunks(1);
        RunChain chain = new RunChain(scenario, SettingsBuilder.plain());
        chain.run(List.of(chunks.subList(0, rows), chunks.subList(rows, chunks.size())));
        return chain.runs().get(1);
    }

    @Test
    void theFirstEventIsTheClosingBookAsAResyncUnderTheNextNumber() {
        EngineRun run = run(live(SequenceMode.RANGE), 3);

        ReferenceEvent resync = run.output.events.get(0);
        assertThat(resync.kind()).isEqualTo(SnapshotKind.RESYNC);
        assertThat(resync.seq()).isEqualTo(3);
        assertThat(resync.updateId()).isEqualTo(5);
        assertThat(resync.state()).isEqualTo(BookState.LIVE);
        assertThat(LaneRun.prices(resync.bids())).containsExactly(10L, 9L);
        assertThat(run.output.incidents)
                .extracting(ReferenceIncident::kind, ReferenceIncident::source)
                .containsExactly(tuple(IncidentKind.RESYNC, "seed"));
        LaneStatistics statistics = run.output.statistics.get(0);
        assertThat(statistics.firstSeq()).isEqualTo(3);
        assertThat(statistics.events()).isEqualTo(2);
    }

    /** The deeper bid came after the snapshot, which told nothing of it. */
    @Test
    void onlyWhatTheSeedCoversIsKnownAfterTheSeam() {
        DeltaScenario scenario =
                live(SequenceMode.RANGE).message(ids(5, 6), DeltaScenario.bid(10, 0));

        ReferenceEvent closing = second(scenario, 4).get(1);

        assertThat(closing.kind()).isEqualTo(SnapshotKind.CLOSING);
        assertThat(closing.coveredBids()).isZero();
        assertThat(closing.coveredAsks()).isEqualTo(1);
        assertThat(closing.certifiedAsks()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CHAIN", "CONTIGUOUS"})
    void aGapAtTheSeamIsFoundAsInOneRun(SequenceMode mode) {
        DeltaScenario scenario = live(mode).message(ids(8, 9), DeltaScenario.bid(9, 3));

        EngineRun run = run(scenario, 3);

        assertThat(run.output.incidents)
                .extracting(ReferenceIncident::kind)
                .containsExactly(IncidentKind.RESYNC, IncidentKind.GAP);
        assertThat(run.state().counters().value(LaneCounters.Counter.GAPS)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CHAIN", "CONTIGUOUS", "MONOTONIC"})
    void messagesThatTheSeedHasAreStale(SequenceMode mode) {
        DeltaScenario scenario =
                live(mode)
                        .message(ids(3, 4), DeltaScenario.bid(8, 3))
                        .message(ids(4, 5), DeltaScenario.bid(9, 7))
                        .message(ids(5, 6), DeltaScenario.bid(9, 8));

        EngineRun run = run(scenario, 3);

        assertThat(run.state().counters().value(LaneCounters.Counter.STALE)).isEqualTo(2);
        assertThat(run.output.events)
                .filteredOn(event -> event.kind() == null)
                .extracting(ReferenceEvent::updateId)
                .containsExactly(6L);
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CHAIN", "CONTIGUOUS", "MONOTONIC"})
    void aFirstMessageWithTheSeedsIdIsTheRestOfThatMessage(SequenceMode mode) {
        DeltaScenario scenario =
                live(mode).message(ids(4, 5), DeltaScenario.bid(8, 3), DeltaScenario.bid(7, 3));

        List<ReferenceEvent> events = second(scenario, 3);

        long first = DeltaScenario.START_NANOS + DeltaScenario.STEP_NANOS;
        long own = first + DeltaScenario.STEP_NANOS;
        assertThat(events)
                .filteredOn(event -> event.kind() == null)
                .extracting(
                        ReferenceEvent::price,
                        ReferenceEvent::timeNanos,
                        ReferenceEvent::state,
                        ReferenceEvent::lastInMessage)
                .containsExactly(
                        tuple(8L, mode.isVerified() ? first : own, BookState.LIVE, false),
                        tuple(7L, mode.isVerified() ? first : own, BookState.LIVE, true));
        ReferenceEvent closing = events.get(events.size() - 1);
        assertThat(LaneRun.prices(closing.bids())).containsExactly(10L, 9L, 8L, 7L);
    }

    @ParameterizedTest
    @EnumSource(SequenceMode.class)
    void theRestOfASnapshotIsAddedToTheBook(SequenceMode mode) {
        boolean hasIds = mode != SequenceMode.NONE;
        DeltaScenario.Ids ids = hasIds ? DeltaScenario.id(4) : DeltaScenario.noId();
        DeltaScenario.Times times =
                new DeltaScenario.Times(DeltaScenario.START_NANOS, Missing.TIME);
        DeltaScenario scenario =
                DeltaScenario.of(mode)
                        .rows(
                                times,
                                ids,
                                true,
                                List.of(
                                        DeltaScenario.bid(10, 1),
                                        DeltaScenario.bid(9, 1),
                                        DeltaScenario.ask(11, 1),
                                        DeltaScenario.ask(12, 1)));
        for (int rows = 1; rows < 4; rows++) {
            List<ReferenceEvent> events = second(scenario, rows);

            assertThat(events)
                    .extracting(ReferenceEvent::kind)
                    .containsExactly(
                            SnapshotKind.RESYNC, SnapshotKind.RESYNC, SnapshotKind.CLOSING);
            ReferenceEvent closing = events.get(2);
            assertThat(closing.state()).isEqualTo(BookState.LIVE);
            assertThat(LaneRun.prices(closing.bids())).containsExactly(10L, 9L);
            assertThat(LaneRun.prices(closing.asks())).containsExactly(11L, 12L);
            assertThat(closing.coveredBids()).isEqualTo(Math.min(rows, 2));
        }
    }

    /** It stands behind a delta, so it cannot be the rest of another. */
    @Test
    void aWholeSnapshotWithTheSeedsIdIsCompared() {
        DeltaScenario scenario =
                live(SequenceMode.RANGE)
                        .snapshot(5, DeltaScenario.bid(10, 1), DeltaScenario.ask(12, 1));

        List<ReferenceEvent> events = second(scenario, 3);

        assertThat(events.get(1).kind()).isEqualTo(SnapshotKind.RESYNC);
        assertThat(LaneRun.prices(events.get(1).asks())).containsExactly(12L);
    }

    @Test
    void multiplesOfSnapshotsContinueOverTheSeam() {
        DeltaScenario scenario = live(SequenceMode.RANGE);
        for (int i = 0; i < 20; i++) {
            scenario.message(ids(5 + i, 6 + i), DeltaScenario.bid(9, 3 + i));
        }
        BookSettings settings = SettingsBuilder.settings().everyUpdates(7).interval(SECOND).build();
        List<DeltaScenario.Chunk> chunks = scenario.chunks(1);
        RunChain chain = new RunChain(scenario, settings);
        chain.run(List.of(chunks.subList(0, 9), chunks.subList(9, chunks.size())));

        scenario.endOfLane();
        assertThat(chain.eventsAsOne())
                .isEqualTo(RunChain.bare(EngineRun.of(scenario, settings, 5).output.events));
    }

    @Test
    void aNumberThatDoesNotFitTheLaneIsNamed() {
        LaneSeed.Level level = new LaneSeed.Level(new BigDecimal("0.123456789"), BigDecimal.ONE);
        LaneSeed.Listing some = new LaneSeed.Listing(List.of(level), 1);
        LaneSeed seed =
                new LaneSeed(
                        BookState.LIVE,
                        1,
                        1,
                        new LaneSeed.Clock(1, 1, 1, 1, 1, 1),
                        new LaneSeed.Ending(false, false),
                        true,
                        0,
                        some,
                        new LaneSeed.Listing(List.of(), 0));

        assertThatThrownBy(
                        () ->
                                LaneState.seeded(
                                        DeltaScenario.of(SequenceMode.RANGE).lane(),
                                        SettingsBuilder.plain(),
                                        seed))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage(
                        "price of a level of BID must fit 8 decimals in an int64, but is 0.123456789");
    }
}
