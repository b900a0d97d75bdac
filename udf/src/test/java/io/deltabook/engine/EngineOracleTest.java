// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.oracle.ReferenceLane;
import io.deltabook.statistics.LaneCounters;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The engine against the slow reference on random lanes, compared after every batch; between two
 * batches the engine's state goes through its binary form. More seeds: {@code
 * -Ddeltabook.oracle.seeds=100000}.
 */
@Tag("slow")
final class EngineOracleTest {
    private static final int SEEDS = Integer.getInteger("deltabook.oracle.seeds", 2_000);

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
            if (counter == LaneCounters.Counter.RESYNCS_SEED) {
                continue;
            }
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
        OracleComparison comparison = new OracleComparison(reference, run);
        int row = 0;
        for (DeltaScenario.Chunk chunk : random.scenario().chunks(batchRows)) {
            DeltaBatch batch = chunk.batch();
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
            comparison.require(where);
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
}
