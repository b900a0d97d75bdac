// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.RefusalReason;
import io.deltabook.oracle.ReferenceCounters;
import io.deltabook.oracle.ReferenceIncident;
import io.deltabook.oracle.ReferenceLane;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/**
 * The engine against the slow reference on random lanes, compared after every batch; between two
 * batches the engine's state goes through its binary form. More seeds: {@code
 * -Ddeltabook.oracle.seeds=100000}.
 */
final class EngineOracleTest {
    private static final int SEEDS = Integer.getInteger("deltabook.oracle.seeds", 2_000);
    private static final double DRIFT_TOLERANCE = 1e-9;

    @Test
    void saysAfterEveryBatchWhatTheReferenceSays() {
        for (long seed = 0; seed < SEEDS; seed++) {
            compare(seed, 1 + new Random(seed).nextInt(40));
        }
    }

    @Test
    void saysTheSameHoweverTheRowsAreCut() {
        for (long seed = SEEDS; seed < SEEDS + SEEDS / 10; seed++) {
            compare(seed, 1);
            compare(seed, DeltaBatch.MAX_ROWS);
        }
    }

    @Test
    void accountsForEveryRowAndMeetsEverythingThatIsCounted() {
        LaneCounters all = new LaneCounters();
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            RandomScenario random = RandomScenario.wild(seed);
            EngineRun run = random.engine();
            if (runsToTheEnd(run, random.scenario())) {
                assertThat(run.state().counters().isBalanced()).as("seed=%s", seed).isTrue();
                assertThat(run.output.statistics).as("seed=%s", seed).hasSize(1);
                all.addAll(run.state().counters());
            }
        }
        for (LaneCounters.Counter counter : LaneCounters.Counter.values()) {
            assertThat(all.value(counter)).as("%s of all lanes", counter).isPositive();
        }
    }

    private static boolean runsToTheEnd(EngineRun run, DeltaScenario scenario) {
        try {
            scenario.batches(DeltaBatch.MAX_ROWS).forEach(run::process);
            return true;
        } catch (CrossedBookException e) {
            return false;
        }
    }

    private static void compare(long seed, int batchRows) {
        RandomScenario random = RandomScenario.wild(seed);
        ReferenceLane reference = random.reference();
        EngineRun run = random.engine();
        int row = 0;
        for (DeltaScenario.Chunk chunk : random.scenario().chunks(batchRows)) {
            DeltaBatch batch = chunk.batch();
            int events = reference.events().size();
            int incidents = reference.incidents().size();
            int rejects = reference.rejects().size();
            row += batch.size();
            String where = "seed=" + seed + " batch_rows=" + batchRows + " before row " + row;
            boolean referenceStopped = stopsCrossed(() -> feed(reference, chunk));
            boolean engineStopped = stopsCrossed(() -> run.process(batch));
            if (engineStopped != referenceStopped) {
                fail("stopped as crossed must be %s, %s", referenceStopped, where);
            }
            if (engineStopped) {
                return;
            }
            RecordingOutput output = run.output;
            assertSame(
                    where + " event", reference.events(), output.events, events, Objects::equals);
            assertSame(
                    where + " incident",
                    reference.incidents(),
                    output.incidents,
                    incidents,
                    EngineOracleTest::isSame);
            assertSame(
                    where + " reject",
                    reference.rejects(),
                    output.rejects,
                    rejects,
                    Objects::equals);
            assertCounters(where, reference, run.state());
        }
    }

    private static void feed(ReferenceLane reference, DeltaScenario.Chunk chunk) {
        reference.feed(chunk.inputs());
        if (chunk.batch().isEndOfLane()) {
            reference.end();
        }
    }

    private static boolean stopsCrossed(Runnable step) {
        try {
            step.run();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Compares what came after the first {@code from}, which were compared before. */
    private static <T> void assertSame(
            String where, List<T> expected, List<T> actual, int from, BiPredicate<T, T> same) {
        int common = Math.min(expected.size(), actual.size());
        for (int i = from; i < common; i++) {
            if (!same.test(expected.get(i), actual.get(i))) {
                fail("%s %d%nexpected %s%nbut was  %s", where, i, expected.get(i), actual.get(i));
            }
        }
        if (actual.size() > common) {
            fail("%s %d must not be, but was%n%s", where, common, actual.get(common));
        }
        if (expected.size() > common) {
            fail("%s %d must be, but is missing%n%s", where, common, expected.get(common));
        }
    }

    /** Equal in what the contract fixes: how a restart names its ids, for one, is free. */
    private static boolean isSame(ReferenceIncident expected, ReferenceIncident actual) {
        boolean restart = Objects.equals(expected.reason(), "RESTART");
        boolean gapIds =
                expected.kind() != IncidentKind.GAP
                        || restart
                        || (expected.expectedId() == actual.expectedId()
                                && expected.actualId() == actual.actualId());
        boolean level =
                expected.kind() != IncidentKind.REPAIR
                        || (expected.side() == actual.side() && expected.price() == actual.price());
        boolean source = expected.source() == null || expected.source().equals(actual.source());
        boolean drift =
                Double.compare(expected.drift(), actual.drift()) == 0
                        || Math.abs(expected.drift() - actual.drift()) < DRIFT_TOLERANCE;
        return expected.kind() == actual.kind()
                && expected.eventSeq() == actual.eventSeq()
                && expected.timeNanos() == actual.timeNanos()
                && expected.updateId() == actual.updateId()
                && expected.size() == actual.size()
                && Objects.equals(expected.reason(), actual.reason())
                && gapIds
                && source
                && level
                && drift;
    }

    private static void assertCounters(String where, ReferenceLane reference, LaneState state) {
        LaneCounters counters = state.counters();
        ReferenceCounters expected = reference.counters();
        assertEqual("book state", where, reference.state(), state.bookState());
        for (LaneCounters.Counter counter : LaneCounters.Counter.values()) {
            assertEqual(counter, where, expected.value(counter.name()), counters.value(counter));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            assertEqual(reason, where, expected.refused(reason), counters.refused(reason));
        }
        for (BookState bookState : BookState.values()) {
            assertEqual(bookState, where, expected.nanosIn(bookState), counters.nanosIn(bookState));
        }
    }

    private static void assertEqual(Object what, String where, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            fail("%s must be %s, but was %s, %s", what, expected, actual, where);
        }
    }
}
