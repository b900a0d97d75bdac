// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.RefusalReason;
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
    private static final int SEEDS = Integer.getInteger("deltabook.oracle.seeds", 4_000);
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
            row += batch.size();
            String where = "seed=" + seed + " batch_rows=" + batchRows + " before row " + row;
            boolean referenceStopped = stopsCrossed(() -> feed(reference, chunk));
            boolean engineStopped = stopsCrossed(() -> run.process(batch));
            assertThat(engineStopped)
                    .as("stopped as crossed, %s", where)
                    .isEqualTo(referenceStopped);
            if (engineStopped) {
                return;
            }
            assertSame(where + " event", reference.events(), run.output.events, Objects::equals);
            assertSame(
                    where + " incident",
                    reference.incidents(),
                    run.output.incidents,
                    EngineOracleTest::isSame);
            assertSame(where + " reject", reference.rejects(), run.output.rejects, Objects::equals);
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

    private static <T> void assertSame(
            String where, List<T> expected, List<T> actual, BiPredicate<T, T> same) {
        int common = Math.min(expected.size(), actual.size());
        for (int i = 0; i < common; i++) {
            if (!same.test(expected.get(i), actual.get(i))) {
                fail("%s %d%nexpected %s%nbut was  %s", where, i, expected.get(i), actual.get(i));
            }
        }
        assertThat(actual.subList(common, actual.size()))
                .as("more than the reference, %s", where)
                .isEmpty();
        assertThat(expected.subList(common, expected.size())).as("missing, %s", where).isEmpty();
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
        assertThat(state.bookState()).as(where).isEqualTo(reference.state());
        LaneCounters counters = state.counters();
        for (LaneCounters.Counter counter : LaneCounters.Counter.values()) {
            assertThat(counters.value(counter))
                    .as("%s %s", counter, where)
                    .isEqualTo(reference.counters().value(counter.name()));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            assertThat(counters.refused(reason))
                    .as("refused %s %s", reason, where)
                    .isEqualTo(reference.counters().refused(reason));
        }
        for (BookState bookState : BookState.values()) {
            assertThat(counters.nanosIn(bookState))
                    .as("time in %s %s", bookState, where)
                    .isEqualTo(reference.counters().nanosIn(bookState));
        }
    }
}
