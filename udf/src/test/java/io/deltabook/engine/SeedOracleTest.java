// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.Missing;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceInput;
import io.deltabook.oracle.ReferenceLane;
import io.deltabook.statistics.LaneCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random lanes cut at random places, each run continuing from the closing book of the one before:
 * the engine says what the reference says, and, where it promises it, what one run says. More
 * seeds: {@code -Ddeltabook.oracle.seeds=100000}.
 */
@Tag("slow")
final class SeedOracleTest {
    private static final int SEEDS = Integer.getInteger("deltabook.oracle.seeds", 2_000);
    private static final long CUTS = 0x5EEDL;

    /** Cut anywhere, inside a message too. */
    @Test
    void saysInEveryRunWhatTheReferenceSays() {
        long seeded = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            LaneCounters all = compare(seed);
            seeded += all.value(LaneCounters.Counter.RESYNCS_SEED);
        }
        assertThat(seeded).as("runs that began with a seed").isGreaterThan(SEEDS / 4);
    }

    /**
     * Where each run but the last ends LIVE, between two messages of which the second is not old,
     * the runs' events are those of one run except for the seams. Which interval the latest message
     * of all runs began is not known where times go back, so that there are no INTERVALs then.
     */
    @Test
    void theEventsOfSeveralRunsAreThoseOfOne() {
        long compared = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultyRecorder recorder = new FaultyRecorder(seed);
            DeltaScenario scenario = recorder.scenario();
            BookSettings settings = withoutFail(new Random(seed));
            RunChain chain = new RunChain(scenario, settings).run(wholeMessages(scenario, seed));
            boolean maySkip = settings.snapshotIntervalNanos() > 0 && goesBack(scenario);
            if (maySkip || !chain.isLiveAtEachSeam()) {
                continue;
            }
            EngineRun one = EngineRun.of(scenario, settings, 200);
            List<ReferenceEvent> expected = RunChain.bare(one.output.events);
            List<ReferenceEvent> events = chain.eventsAsOne();
            for (int i = 0; i < Math.min(events.size(), expected.size()); i++) {
                if (!events.get(i).equals(expected.get(i))) {
                    fail(
                            "seed=%d mode=%s%nexpected %s%nbut was  %s",
                            seed, recorder.mode(), expected.get(i), events.get(i));
                }
            }
            assertThat(events).as("seed=%d", seed).hasSameSizeAs(expected);
            compared++;
        }
        assertThat(compared).as("lanes compared").isGreaterThan(SEEDS / 20);
    }

    private static boolean goesBack(DeltaScenario scenario) {
        long newest = Missing.TIME;
        for (ReferenceInput row : scenario.inputs()) {
            if (row.eventNanos() != Missing.TIME && row.eventNanos() < newest) {
                return true;
            }
            newest = Math.max(newest, row.eventNanos());
        }
        return false;
    }

    private static BookSettings withoutFail(Random random) {
        BookSettings settings;
        do {
            settings = RandomSettings.draw(random);
        } while (settings.crossedPolicy() == CrossedPolicy.FAIL);
        return settings;
    }

    /** The rows in two to five runs, none of which begins inside a message. */
    static List<List<DeltaScenario.Chunk>> wholeMessages(DeltaScenario scenario, long seed) {
        List<List<DeltaScenario.Chunk>> parts = new ArrayList<>();
        List<DeltaScenario.Chunk> all = new ArrayList<>();
        for (List<DeltaScenario.Chunk> part : parts(scenario, seed)) {
            all.addAll(part);
        }
        int from = 0;
        int end = 0;
        for (List<DeltaScenario.Chunk> part : parts(scenario, seed)) {
            end = Math.max(end, from) + part.size();
            while (end < all.size() && !isBorder(all, end)) {
                end++;
            }
            end = Math.min(end, all.size());
            parts.add(all.subList(from, end));
            from = end;
        }
        if (from < all.size()) {
            parts.add(all.subList(from, all.size()));
        }
        return parts;
    }

    /** Whether rows of two messages meet here, the second of which is beyond all before. */
    private static boolean isBorder(List<DeltaScenario.Chunk> chunks, int at) {
        long newest = Missing.ID;
        for (DeltaScenario.Chunk chunk : chunks.subList(0, at)) {
            newest = Math.max(newest, chunk.inputs().get(0).updateId());
        }
        boolean isKeyed = at == 0 || chunks.get(at - 1).inputs().get(0).updateId() != Missing.ID;
        return isKeyed && chunks.get(at).inputs().get(0).updateId() > newest;
    }

    private static LaneCounters compare(long seed) {
        RandomScenario random = RandomScenario.wild(seed);
        RunChain chain = new RunChain(random.scenario(), random.settings());
        LaneCounters all = new LaneCounters();
        List<ReferenceEvent> earlier = List.of();
        long applied = 0;
        int part = 0;
        for (List<DeltaScenario.Chunk> chunks : parts(random.scenario(), seed)) {
            String where = "seed=" + seed + " run=" + part++;
            ReferenceLane reference = random.reference().after(earlier, applied);
            EngineRun run = chain.next(random.engine());
            boolean referenceStopped = stopsCrossed(() -> feed(reference, chunks));
            boolean engineStopped =
                    stopsCrossed(
                            () -> {
                                chunks.forEach(chunk -> run.process(chunk.batch()));
                                run.process(DeltaBatch.endOfLane(random.scenario().lane()));
                            });
            if (engineStopped != referenceStopped) {
                fail("stopped as crossed must be %s, %s", referenceStopped, where);
            }
            if (engineStopped) {
                return all;
            }
            new OracleComparison(reference, run).require(where);
            all.addAll(run.state().counters());
            earlier = reference.events();
            applied = reference.counters().value("APPLIED_ROWS");
        }
        return all;
    }

    private static void feed(ReferenceLane reference, List<DeltaScenario.Chunk> chunks) {
        chunks.forEach(chunk -> reference.feed(chunk.inputs()));
        reference.end();
    }

    private static boolean stopsCrossed(Runnable step) {
        try {
            step.run();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** The rows of a lane in two to five runs. */
    static List<List<DeltaScenario.Chunk>> parts(DeltaScenario scenario, long seed) {
        Random random = new Random(seed ^ CUTS);
        List<DeltaScenario.Chunk> chunks = new ArrayList<>(scenario.chunks(1));
        chunks.removeIf(chunk -> chunk.batch().isEndOfLane());
        List<List<DeltaScenario.Chunk>> parts = new ArrayList<>();
        int runs = 2 + random.nextInt(4);
        int from = 0;
        for (int left = runs; left > 0; left--) {
            int end =
                    left == 1
                            ? chunks.size()
                            : from + random.nextInt((chunks.size() - from) / left * 2 + 1);
            parts.add(chunks.subList(from, Math.min(end, chunks.size())));
            from = Math.min(end, chunks.size());
        }
        return parts;
    }
}
