// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.seed;

import io.deltabook.contract.LaneId;
import io.deltabook.contract.SeedPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the lanes of a run continue from.
 *
 * @param output the earlier output
 * @param points where it left the lanes that continue
 * @param states their states, in the form of a {@link SeedFile}
 * @param cold the other lanes, and why they start cold
 * @param warnings what the user should know about a lane that continues
 * @param unread lanes of the earlier output that are not read
 */
public record PlannedSeeds(
        Path output,
        SortedMap<LaneId, SeedPoint> points,
        SortedMap<LaneId, byte[]> states,
        SortedMap<LaneId, String> cold,
        SortedMap<LaneId, String> warnings,
        List<LaneId> unread) {
    private static final int MOST_NAMED = 10;

    /** Lines that say how many lanes continue, and which do not. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Seed: [%s], %,d of %,d lanes continue from their closing books",
                        output,
                        points.size(),
                        points.size() + cold.size()));
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<LaneId, String> lane : cold.entrySet()) {
            reasons.add("%s starts cold: %s".formatted(lane.getKey(), lane.getValue()));
        }
        named(reasons, lines);
        named(
                unread.stream()
                        .map(lane -> lane + " is in the seed, but not in the input")
                        .toList(),
                lines);
        return lines;
    }

    private static void named(List<String> all, List<String> lines) {
        all.stream().limit(MOST_NAMED).map(line -> "  " + line).forEach(lines::add);
        if (all.size() > MOST_NAMED) {
            lines.add(String.format(Locale.ROOT, "  and %,d more", all.size() - MOST_NAMED));
        }
    }
}
