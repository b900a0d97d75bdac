// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.seed;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SeedPoint;
import io.deltabook.engine.BookSettings;
import io.deltabook.engine.LaneSeed;
import io.deltabook.engine.LaneState;
import io.deltabook.job.output.LaneReport;
import io.deltabook.job.storage.LaneTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Decides for each lane of a plan what it continues from. Used once per run, by the command line.
 */
public final class SeedPlanner {
    private final SeedOutput output;
    private final BookSettings settings;
    private final SortedMap<LaneId, SeedPoint> points = new TreeMap<>();
    private final SortedMap<LaneId, byte[]> states = new TreeMap<>();
    private final SortedMap<LaneId, String> cold = new TreeMap<>();
    private final SortedMap<LaneId, String> warnings = new TreeMap<>();

    private SeedPlanner(SeedOutput output, BookSettings settings) {
        this.output = output;
        this.settings = settings;
    }

    /**
     * Reads the closing books of an earlier run's output.
     *
     * @param seed the output
     * @param lanes lanes that are to continue
     * @throws BadInputException if it cannot be continued from
     */
    public static PlannedSeeds plan(Path seed, List<Lane> lanes, BookSettings settings) {
        SeedPlanner planner = new SeedPlanner(SeedOutput.open(seed), settings);
        planner.lanes(lanes);
        List<LaneId> unread = new ArrayList<>(planner.output.reports().keySet());
        lanes.forEach(lane -> unread.remove(lane.id()));
        return new PlannedSeeds(
                planner.output.path(),
                planner.points,
                planner.states,
                planner.cold,
                planner.warnings,
                unread);
    }

    /** Of a store several at a time, because each waits for answers. */
    private void lanes(List<Lane> lanes) {
        List<Lane> known = new ArrayList<>();
        List<Callable<LaneSeed>> tasks = new ArrayList<>();
        for (Lane lane : lanes) {
            LaneReport report = output.reports().get(lane.id());
            if (report == null) {
                cold.put(lane.id(), "the seed does not contain it");
            } else {
                known.add(lane);
                tasks.add(() -> SeedReader.read(output, report));
            }
        }
        try {
            Iterator<LaneSeed> seeds = LaneTasks.runOn(output.path(), tasks).iterator();
            known.forEach(lane -> lane(lane, seeds.next()));
        } catch (IOException e) {
            throw new BadInputException("seed: " + e.getMessage(), e);
        }
    }

    private void lane(Lane lane, LaneSeed seed) {
        if (seed == null) {
            cold.put(lane.id(), "it ends there without a trusted book");
            return;
        }
        try {
            states.put(lane.id(), SeedFile.bytes(state(lane, seed)));
            points.put(
                    lane.id(),
                    new SeedPoint(
                            lane.id(),
                            output.path().toString(),
                            output.runId(),
                            seed.state(),
                            seed.eventSeq(),
                            seed.updateId(),
                            seed.clock().event()));
        } catch (IOException e) {
            throw new BadInputException("seed: " + e.getMessage(), e);
        }
        LaneReport report = output.reports().get(lane.id());
        if (report.mode() != lane.mode()) {
            warnings.put(
                    lane.id(),
                    "the earlier run read its ids as %s, this one reads them as %s: set sequence.mode if that is wrong"
                            .formatted(report.mode().word(), lane.mode().word()));
        }
    }

    private LaneState state(Lane lane, LaneSeed seed) {
        try {
            return LaneState.seeded(lane, settings, seed);
        } catch (ArithmeticException e) {
            throw new BadInputException(
                    "seed: [%s] %s of %s: set decimal.scales for it, or decimal.strategy to decimal128"
                            .formatted(
                                    SeedReader.lastFile(output, lane.id()),
                                    e.getMessage(),
                                    lane.id()),
                    e);
        }
    }
}
