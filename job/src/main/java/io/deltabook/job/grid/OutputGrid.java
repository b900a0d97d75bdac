// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.output.LaneReport;
import io.deltabook.job.output.StatisticsReader;
import io.deltabook.job.output.SymbolChoice;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.job.replay.OutputEvents;
import io.deltabook.job.storage.Folders;
import io.deltabook.job.storage.LaneTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;

/** Writes the lanes of an output as a grid, several spans of several lanes at a time. */
public final class OutputGrid {
    /** So many events that replaying up to the first of them takes little of a task's time. */
    private static final long MIN_EVENTS = 1_000_000;

    private final Path output;
    private final Path target;
    private final GridSettings settings;
    private final Map<LaneId, LaneEvents> lanes;

    private OutputGrid(
            Path output, Path target, GridSettings settings, Map<LaneId, LaneEvents> lanes) {
        this.output = output;
        this.target = target;
        this.settings = settings;
        this.lanes = lanes;
    }

    /**
     * Finds what is to be written.
     *
     * @param target folder that must be empty or absent
     * @param symbols only these, all if there are none
     * @throws BadInputException if the output or the folder cannot be used
     */
    public static OutputGrid open(
            Path output, Path target, GridSettings settings, Set<String> symbols)
            throws IOException {
        Folders.requireEmpty(target);
        Map<LaneId, LaneEvents> lanes = new SymbolChoice(symbols).of(output, lanes(output));
        return new OutputGrid(output, target, settings, lanes);
    }

    private static Map<LaneId, LaneEvents> lanes(Path output) {
        try {
            return OutputEvents.of(output).lanes();
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    /**
     * Writes all rows; the counts are by lane. A lane that has not ended is not cut: without its
     * statistics, what a book certifies is known only from the snapshots before.
     */
    public Map<LaneId, GridCounts> run(int threads) throws IOException {
        Set<LaneId> ended = ended();
        return run(threads, ended, lane -> ended.contains(lane) ? MIN_EVENTS : Long.MAX_VALUE);
    }

    /** As above, with the least number of events that a task takes of any lane. */
    Map<LaneId, GridCounts> run(int threads, long minEvents) throws IOException {
        return run(threads, ended(), lane -> minEvents);
    }

    private Set<LaneId> ended() throws IOException {
        Set<LaneId> ended = new TreeSet<>();
        for (LaneReport report : StatisticsReader.read(output)) {
            ended.add(report.lane());
        }
        return ended;
    }

    private Map<LaneId, GridCounts> run(
            int threads, Set<LaneId> ended, ToLongFunction<LaneId> minEvents) throws IOException {
        List<Callable<LaneHours>> readings = new ArrayList<>();
        lanes.values().forEach(lane -> readings.add(() -> LaneHours.of(lane)));
        List<LaneHours> hours = LaneTasks.run(threads, readings);
        List<LaneWork> works = new ArrayList<>();
        try {
            int next = 0;
            for (LaneEvents lane : lanes.values()) {
                works.add(
                        new LaneWork(
                                lane,
                                hours.get(next++),
                                settings,
                                target,
                                ended.contains(lane.lane()),
                                minEvents.applyAsLong(lane.lane())));
            }
            List<Callable<GridCounts>> tasks = new ArrayList<>();
            works.forEach(work -> tasks.addAll(work.tasks()));
            LaneTasks.run(threads, tasks);
            Map<LaneId, GridCounts> counts = new TreeMap<>();
            works.forEach(work -> counts.put(work.lane(), work.counts()));
            return counts;
        } finally {
            for (LaneWork work : works) {
                work.close();
            }
        }
    }

    /** Folder of the files. */
    public Path target() {
        return target;
    }

    /** What rows it has. */
    public GridSettings settings() {
        return settings;
    }
}
