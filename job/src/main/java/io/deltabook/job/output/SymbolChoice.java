// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The lanes of an output that a user wants.
 *
 * @param symbols their symbols; all lanes if there are none
 */
public record SymbolChoice(Set<String> symbols) {
    /** Whether a lane is wanted. */
    public boolean has(LaneId lane) {
        return symbols.isEmpty() || symbols.contains(lane.symbol());
    }

    /**
     * The wanted ones of an output's lanes.
     *
     * @throws BadInputException if a symbol is not there, or the output has no lane
     */
    public <T> SortedMap<LaneId, T> of(Path output, Map<LaneId, T> lanes) {
        Set<String> there = new TreeSet<>();
        lanes.keySet().forEach(lane -> there.add(lane.symbol()));
        requireAll(output, lanes.keySet(), there);
        SortedMap<LaneId, T> chosen = new TreeMap<>(lanes);
        chosen.keySet().removeIf(lane -> !has(lane));
        requireLanes(output, chosen);
        return chosen;
    }

    /**
     * Requires that there is a lane of each symbol.
     *
     * @param there what the message says there is
     */
    public void requireAll(Path output, Set<LaneId> lanes, Collection<?> there) {
        Set<String> unknown = new TreeSet<>(symbols);
        lanes.forEach(lane -> unknown.remove(lane.symbol()));
        if (!unknown.isEmpty()) {
            throw new BadInputException(
                    "[%s] must have the symbols %s, but has %s".formatted(output, unknown, there));
        }
    }

    /** Requires an output that has lanes. */
    public static void requireLanes(Path output, Map<LaneId, ?> lanes) {
        if (lanes.isEmpty()) {
            throw new BadInputException(
                    "[%s] must be an output with committed events, but has none".formatted(output));
        }
    }
}
