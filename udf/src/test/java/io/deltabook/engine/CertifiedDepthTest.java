// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.deltabook.contract.BookState;
import io.deltabook.contract.ColdStart;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.MajorGapPolicy;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.engine.HonestVenue.Moment;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceInput;
import io.deltabook.oracle.ReferenceInput.Kind;
import io.deltabook.oracle.ReferenceLevel;
import io.deltabook.sequence.ModeEvidence;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * A level that is certified is right: whatever a recorder loses, doubles, swaps, delays, merges or
 * fills with 0, in any mode, the certified levels of every snapshot are the best levels of the
 * venue's whole book. Where it lost and changed nothing, so are the covered ones. The long run:
 * {@code -Ddeltabook.oracle.lanes=200000}, from {@code -Ddeltabook.oracle.first-lane=0} on.
 */
@Tag("slow")
final class CertifiedDepthTest {
    private static final int LANES = Integer.getInteger("deltabook.oracle.lanes", 5_000);
    private static final long FIRST = Long.getLong("deltabook.oracle.first-lane", 0);
    private static final int BATCH_ROWS = 200;
    private static final long SECOND = 1_000_000_000L;

    private final Map<SequenceMode, Long> lanes = new EnumMap<>(SequenceMode.class);
    private final Map<SequenceMode, Long> levels = new EnumMap<>(SequenceMode.class);
    private final Map<SequenceMode, Long> liveBooks = new EnumMap<>(SequenceMode.class);

    @Test
    void aCertifiedLevelOfTheEngineIsNeverWrong(TestReporter reporter) {
        check(
                LANES,
                CertifiedDepthTest::right,
                (scenario, settings) -> EngineRun.of(scenario, settings, BATCH_ROWS).result(),
                reporter);
    }

    @Test
    void aCertifiedLevelOfTheReferenceIsNeverWrong(TestReporter reporter) {
        check(LANES / 5, CertifiedDepthTest::right, new ReferenceStateTableTest(), reporter);
    }

    /** A wrong guess of the mode certifies less, and nothing wrong. */
    @Test
    void aCertifiedLevelIsNeverWrongInTheModeThatAutoTakes(TestReporter reporter) {
        check(
                LANES / 5,
                CertifiedDepthTest::evident,
                (scenario, settings) -> EngineRun.of(scenario, settings, BATCH_ROWS).result(),
                reporter);
    }

    /** Cut between messages into runs that continue from one another. */
    @Test
    void aCertifiedLevelAfterASeedIsNeverWrong(TestReporter reporter) {
        check(
                LANES,
                CertifiedDepthTest::right,
                (scenario, settings) -> {
                    RunChain chain = new RunChain(scenario, settings);
                    chain.run(SeedOracleTest.wholeMessages(scenario, scenario.size()));
                    return chain.result();
                },
                reporter);
    }

    private static SequenceMode right(DeltaScenario scenario) {
        return scenario.lane().mode();
    }

    private static SequenceMode evident(DeltaScenario scenario) {
        ModeEvidence evidence = new ModeEvidence();
        for (ReferenceInput row : scenario.inputs()) {
            boolean isDelta = row.kind() == Kind.DELTA || row.kind() == Kind.ID_ONLY;
            if (isDelta && row.snapshot()) {
                evidence.addSnapshot(row.updateId());
            } else if (isDelta) {
                boolean timed = row.arrivalNanos() != Missing.TIME;
                evidence.add(
                        row.updateId(),
                        row.firstId(),
                        row.previousId(),
                        timed ? row.arrivalNanos() : row.eventNanos(),
                        row.quantity() != 0);
            }
        }
        return evidence.mode();
    }

    private void check(
            int count,
            Function<DeltaScenario, SequenceMode> modeOf,
            LaneRun.Runner runner,
            TestReporter reporter) {
        for (long seed = FIRST; seed < FIRST + count; seed++) {
            FaultyRecorder recorder = new FaultyRecorder(seed);
            SequenceMode mode = modeOf.apply(recorder.scenario());
            LaneRun run = runner.run(recorder.scenario().as(mode), settings(recorder));
            lanes.merge(recorder.mode(), 1L, Long::sum);
            for (ReferenceEvent event : run.events()) {
                if (event.kind() != null) {
                    compare(seed, recorder, mode, event);
                }
            }
        }
        reporter.publishEntry(
                Map.of(
                        "first lane", Long.toString(FIRST),
                        "lanes", lanes.toString(),
                        "live books", liveBooks.toString(),
                        "certified levels", levels.toString()));
        for (SequenceMode mode : SequenceMode.values()) {
            assertThat(liveBooks.get(mode)).as("live books in %s", mode).isPositive();
            if (mode != SequenceMode.NONE) {
                assertThat(levels.get(mode)).as("levels compared in %s", mode).isPositive();
            }
        }
    }

    private void compare(
            long seed, FaultyRecorder recorder, SequenceMode mode, ReferenceEvent event) {
        int certified = event.certifiedBids() + event.certifiedAsks();
        levels.merge(recorder.mode(), (long) certified, Long::sum);
        if (event.state() == BookState.LIVE) {
            liveBooks.merge(recorder.mode(), 1L, Long::sum);
        }
        boolean right =
                certified == 0
                        || mode != SequenceMode.NONE
                                && isTrue(
                                        recorder,
                                        event,
                                        event.certifiedBids(),
                                        event.certifiedAsks());
        if (right && recorder.isFaithful() && mode == recorder.mode()) {
            right = isTrue(recorder, event, event.coveredBids(), event.coveredAsks());
        }
        if (!right) {
            List<Moment> truth = recorder.venue().truth(event.updateId());
            fail("seed=%d mode=%s%n%s%nbut the truth is %s", seed, mode, event, truth);
        }
    }

    /** Whether the best levels are those of one of the books that the snapshot's id stands for. */
    private static boolean isTrue(
            FaultyRecorder recorder, ReferenceEvent event, int bids, int asks) {
        return bids + asks == 0
                || recorder.venue().truth(event.updateId()).stream()
                        .anyMatch(
                                moment ->
                                        isRight(event.bids(), bids, moment.bids())
                                                && isRight(event.asks(), asks, moment.asks()));
    }

    private static boolean isRight(
            List<ReferenceLevel> published, int certified, Map<Long, Long> truth) {
        Iterator<Map.Entry<Long, Long>> best = truth.entrySet().iterator();
        for (ReferenceLevel level : published.subList(0, certified)) {
            if (!best.hasNext()) {
                return false;
            }
            Map.Entry<Long, Long> right = best.next();
            if (right.getKey() != level.price() || right.getValue() != level.quantity()) {
                return false;
            }
        }
        return true;
    }

    /** Settings under which many books are published, and kept or dropped in every way. */
    private static BookSettings settings(FaultyRecorder recorder) {
        Random random = recorder.random();
        return new BookSettings(
                20,
                20,
                recorder.mostLevels(),
                ColdStart.values()[random.nextInt(ColdStart.values().length)],
                new int[] {2, 5, 1_000}[random.nextInt(3)],
                new long[] {0, 5, 1_000}[random.nextInt(3)],
                MajorGapPolicy.values()[random.nextInt(MajorGapPolicy.values().length)],
                new int[] {1, 2, 5, 100}[random.nextInt(4)],
                1 + random.nextInt(3),
                random.nextBoolean() ? 0 : SECOND,
                0,
                CrossedPolicy.values()[random.nextInt(3)],
                FaultyRecorder.IMPLICIT_LEVELS,
                0,
                0,
                EventClock.values()[random.nextInt(2)]);
    }
}
