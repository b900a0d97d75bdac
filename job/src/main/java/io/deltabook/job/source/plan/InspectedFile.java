// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.plan;

import io.deltabook.contract.LaneId;
import java.util.Set;

/**
 * A found file after its footer was read.
 *
 * @param lanes lanes of its rows that are wanted; for a bad file those that might be in it
 */
record InspectedFile(FoundFile found, PlannedFile planned, Set<LaneId> lanes) {
    boolean isBad() {
        return planned.problem() != null;
    }

    InspectedFile withLanes(Set<LaneId> others) {
        return new InspectedFile(found, planned, others);
    }

    /** True where nothing in the path speaks against the lane. */
    boolean mayHold(LaneId lane) {
        return agrees(found.exchange(), lane.exchange()) && agrees(found.symbol(), lane.symbol());
    }

    private static boolean agrees(String inPath, String value) {
        return inPath == null || inPath.equals(value);
    }
}
