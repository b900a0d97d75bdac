// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static io.deltabook.contract.BookState.LIVE;
import static io.deltabook.contract.BookState.SUSPECT;
import static io.deltabook.contract.BookState.WAITING;
import static io.deltabook.engine.DeltaScenario.ask;
import static io.deltabook.engine.DeltaScenario.bid;
import static io.deltabook.engine.DeltaScenario.id;
import static io.deltabook.engine.SettingsBuilder.plain;
import static io.deltabook.engine.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.engine.DeltaScenario.Level;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceIncident;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The numbers by which an earlier design of such a tool described its behaviour; where this one
 * differs on purpose, docs/differences.md says why.
 */
final class OriginalDesignTest {
    private static final double FOUR_DIGITS = 0.00005;
    private static final int BATCH_ROWS = 2;

    private static LaneRun run(DeltaScenario scenario) {
        return run(scenario, plain());
    }

    private static LaneRun run(DeltaScenario scenario, BookSettings settings) {
        return EngineRun.of(scenario.endOfLane(), settings, BATCH_ROWS).result();
    }

    /** A live book of one level per side, whose newest id is given. */
    private static DeltaScenario liveAt(long id) {
        return DeltaScenario.of(SequenceMode.CONTIGUOUS).snapshot(id, bid(100, 5), ask(110, 5));
    }

    private static DeltaScenario ids(DeltaScenario scenario, long... ids) {
        for (long id : ids) {
            scenario.message(id(id), bid(99, id));
        }
        return scenario;
    }

    private static List<ReferenceIncident> gaps(LaneRun run) {
        return run.incidents().stream().filter(i -> i.kind() == IncidentKind.GAP).toList();
    }

    private static Map<Long, Long> sizes(LaneRun run) {
        return gaps(run).stream()
                .map(ReferenceIncident::size)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @ParameterizedTest
    @CsvSource({"100, 105, 101, 4", "1000, 1005, 1001, 4"})
    void aGapSaysTheExpectedIdTheActualOneAndTheirDifference(
            long last, long next, long expected, long size) {
        LaneRun run = run(ids(liveAt(last), next));

        assertThat(gaps(run)).hasSize(1);
        ReferenceIncident gap = run.incident(IncidentKind.GAP);
        assertThat(gap.expectedId()).isEqualTo(expected);
        assertThat(gap.actualId()).isEqualTo(next);
        assertThat(gap.size()).isEqualTo(size);
    }

    @Test
    void twoGapsOfThreeIdsEach() {
        assertThat(sizes(run(ids(liveAt(100), 101, 105, 106, 110)))).isEqualTo(Map.of(3L, 2L));
    }

    @Test
    void theDistributionOfGapSizesSpansBatches() {
        LaneRun run = run(ids(DeltaScenario.of(SequenceMode.CONTIGUOUS), 1, 3, 5, 10, 13, 15, 17));

        assertThat(sizes(run)).isEqualTo(Map.of(1L, 4L, 2L, 1L, 4L, 1L));
        assertThat(run.count(Counter.GAPS)).isEqualTo(6);
        assertThat(run.count(Counter.LARGEST_GAP)).isEqualTo(4);
    }

    @Test
    void onlyTheFirstRowAfterAGapIsMarked() {
        LaneRun run = run(ids(liveAt(100), 101, 105, 106, 107));

        assertThat(gaps(run)).hasSize(1);
        assertThat(run.incident(IncidentKind.GAP).eventSeq())
                .isEqualTo(run.deltasOf(105).get(0).seq());
    }

    @Test
    void anIdThatGoesBackIsNotAGap() {
        LaneRun run = run(ids(liveAt(100), 101, 102, 101, 103));

        assertThat(run.count(Counter.GAPS)).isZero();
        assertThat(run.count(Counter.DUPLICATES)).isEqualTo(1);
    }

    @Test
    void aGapOfTheThresholdIsNotExceededAndOneIdMoreIs() {
        assertThat(run(ids(liveAt(100), 1_101)).statesOf(1_101)).containsExactly(SUSPECT);
        assertThat(run(ids(liveAt(100), 1_102)).statesOf(1_102)).containsExactly(WAITING);
    }

    @Test
    void aSnapshotSetsTheIdThatIsExpectedNext() {
        DeltaScenario scenario = liveAt(100).snapshot(5_000, bid(100, 5), ask(110, 5));

        LaneRun next = run(ids(scenario, 5_001));
        assertThat(next.count(Counter.GAPS)).isZero();
        assertThat(next.statesOf(5_001)).containsExactly(LIVE);
        assertThat(
                        run(ids(liveAt(100).snapshot(5_000, bid(1, 1), ask(2, 1)), 5_002))
                                .incident(IncidentKind.GAP)
                                .expectedId())
                .isEqualTo(5_001);
    }

    @Test
    void theDriftOfAQuantityOfOneAgainstOnePointOneIsAnEleventh() {
        LaneRun run = run(rebuiltAgainst(10, 10, 11, 11));

        assertThat(newestDrift(run)).isCloseTo(0.0909, within(FOUR_DIGITS));
    }

    @Test
    void theDriftOfOneSideIsDividedByTheRootOfTwo() {
        LaneRun run = run(rebuiltAgainst(10, 10, 11, 10));

        assertThat(newestDrift(run)).isCloseTo(0.0643, within(FOUR_DIGITS));
    }

    @Test
    void aLevelThatIsMissingCountsAsOne() {
        DeltaScenario scenario =
                liveAt(100).snapshot(101, bid(101, 1), bid(100, 5), ask(109, 1), ask(110, 5));

        assertThat(newestDrift(run(scenario))).isCloseTo(Math.sqrt(0.5), within(FOUR_DIGITS));
    }

    @Test
    void aBookThatEqualsTheSnapshotIsCheckedAndNotReplaced() {
        DeltaScenario scenario =
                liveAt(100)
                        .message(id(101), bid(100, 6))
                        .snapshot(101, bid(100, 6), ask(110, 5))
                        .message(id(102), bid(100, 7))
                        .snapshot(102, bid(100, 7), ask(110, 5))
                        .message(id(103), bid(100, 8))
                        .snapshot(103, bid(100, 9), ask(110, 5));

        LaneRun run = run(scenario);
        assertThat(run.snapshotKinds())
                .containsExactly(
                        SnapshotKind.RESYNC,
                        SnapshotKind.CHECK,
                        SnapshotKind.CHECK,
                        SnapshotKind.RESYNC,
                        SnapshotKind.CLOSING);
        assertThat(run.count(Counter.RESYNCS) - 1).as("of three").isEqualTo(1);
    }

    @Test
    void aLevelOfTheReserveIsPromotedWhenABetterOneGoes() {
        long interval = DeltaScenario.STEP_NANOS;
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CONTIGUOUS)
                        .snapshot(100, levelsDownFrom(1_000, 21))
                        .message(id(101), bid(1_000, 9))
                        .message(id(102), bid(1_000, 0));

        LaneRun run = run(scenario, settings().interval(interval).build());
        List<List<Long>> published =
                run.events().stream()
                        .filter(event -> event.kind() == SnapshotKind.INTERVAL)
                        .map(event -> LaneRun.prices(event.bids()))
                        .toList();
        assertThat(published.get(published.size() - 2))
                .hasSize(20)
                .startsWith(1_000L)
                .endsWith(981L);
        assertThat(published.get(published.size() - 1)).hasSize(20).startsWith(999L).endsWith(980L);
    }

    @Test
    void noMoreLevelsAreKeptThanRequested() {
        DeltaScenario scenario =
                DeltaScenario.of(SequenceMode.CONTIGUOUS).snapshot(100, levelsDownFrom(1_000, 8));

        ReferenceEvent closing =
                run(scenario, settings().feed(5).build()).snapshot(SnapshotKind.CLOSING);
        assertThat(LaneRun.prices(closing.bids())).containsExactly(1_000L, 999L, 998L, 997L, 996L);
        assertThat(closing.asks()).hasSize(1);
    }

    /** A rebuilt book of one level per side, and a newer snapshot with other quantities. */
    private static DeltaScenario rebuiltAgainst(
            long bookBid, long bookAsk, long snapshotBid, long snapshotAsk) {
        return DeltaScenario.of(SequenceMode.CONTIGUOUS)
                .snapshot(100, bid(100, bookBid), ask(110, bookAsk))
                .snapshot(101, bid(100, snapshotBid), ask(110, snapshotAsk));
    }

    private static double newestDrift(LaneRun run) {
        return run.incidents().get(run.incidents().size() - 1).drift();
    }

    private static Level[] levelsDownFrom(long best, int bids) {
        return Stream.concat(
                        LongStream.range(0, bids).mapToObj(i -> bid(best - i, 1)),
                        Stream.of(ask(best + 1, 1)))
                .toArray(Level[]::new);
    }

    @Test
    void theBookIsUnknownUntilItsFirstSnapshot() {
        LaneRun run =
                run(
                        ids(DeltaScenario.of(SequenceMode.CONTIGUOUS), 1, 2),
                        settings().everyUpdates(1).build());

        assertThat(run.snapshotKinds()).isEmpty();
        assertThat(run.statesOf(2)).containsExactly(WAITING);
        assertThat(run(liveAt(3)).closingPrices(Side.ASK)).containsExactly(110L);
    }
}
