// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.LaneId;
import java.util.List;
import java.util.Map;

/** Chooses the partitioning keys of the stream, so that lanes are spread over the subtasks. */
@FunctionalInterface
public interface LaneKeys {
    /**
     * A key for each lane.
     *
     * @param bySize all lanes, the largest first
     */
    Map<LaneId, String> keys(List<LaneId> bySize);
}
