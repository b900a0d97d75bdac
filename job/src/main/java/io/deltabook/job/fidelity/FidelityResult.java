// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import java.util.List;

/**
 * What a comparison found, and how it is judged.
 *
 * @param check what was compared
 * @param lanes what was measured
 * @param thresholds the bounds that figures must keep
 */
public record FidelityResult(FidelityCheck check, List<LaneResult> lanes, Thresholds thresholds) {
    /** Whether every figure of every lane keeps its bound. */
    public boolean isPassed() {
        return lanes.stream().allMatch(lane -> lane.failures(thresholds).isEmpty());
    }
}
