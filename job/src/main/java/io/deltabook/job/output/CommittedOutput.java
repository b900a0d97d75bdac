// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is committed in the output of a run that may be unfinished.
 *
 * @param isEmpty whether no dataset has a file
 * @param ended lanes whose statistics are committed
 */
public record CommittedOutput(boolean isEmpty, Set<LaneId> ended) {
    /** Inspects the files of an output; a folder that does not exist counts as empty. */
    public static CommittedOutput of(Path output) throws IOException {
        Set<LaneId> ended =
                StatisticsReader.read(output).stream()
                        .map(LaneReport::lane)
                        .collect(Collectors.toCollection(TreeSet::new));
        boolean isEmpty =
                ended.isEmpty()
                        && DataFiles.below(output.resolve(EventSchema.FOLDER)).isEmpty()
                        && SideFile.areNone(output);
        return new CommittedOutput(isEmpty, ended);
    }

    /** Whether all of these lanes are complete; false if there are none. */
    public boolean hasEnded(Collection<LaneId> lanes) {
        return !lanes.isEmpty() && ended.containsAll(lanes);
    }

    /**
     * The time of each lane's newest committed event, epoch ns; lanes without events are absent.
     */
    public static Map<LaneId, Long> newestEvents(Path output) throws IOException {
        Map<Path, List<Path>> newestHours = new TreeMap<>();
        for (Path file : DataFiles.below(output.resolve(EventSchema.FOLDER))) {
            Path hour = file.getParent();
            Path lane = hour.getParent().getParent();
            List<Path> newest = newestHours.get(lane);
            if (newest == null || newest.get(0).getParent().compareTo(hour) < 0) {
                newestHours.put(lane, new ArrayList<>(List.of(file)));
            } else if (newest.get(0).getParent().equals(hour)) {
                newest.add(file);
            }
        }
        Map<LaneId, Long> times = new TreeMap<>();
        for (List<Path> files : newestHours.values()) {
            for (Path file : files) {
                EventFileFacts facts = EventFileFacts.read(file);
                times.merge(facts.lane(), facts.lastNanos(), Math::max);
            }
        }
        return times;
    }
}
