// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.LaneId;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Chooses the partitioning keys of the stream, so that lanes are spread over the subtasks. */
@FunctionalInterface
public interface LaneKeys {
    /**
     * A key for each lane.
     *
     * @param bySize all lanes, the largest first
     * @param bytes the input of a lane
     */
    Map<LaneId, String> keys(List<LaneId> bySize, ToLongFunction<LaneId> bytes);
}
