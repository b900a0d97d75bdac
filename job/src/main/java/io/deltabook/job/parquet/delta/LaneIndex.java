// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Finds a lane's index in a list. */
final class LaneIndex {
    private static final int DROPPED = -1;

    private LaneIndex() {}

    static ToIntFunction<LaneId> of(Path path, List<Lane> lanes, UnlistedLanes unlisted) {
        Map<LaneId, Integer> indexes = new HashMap<>();
        for (int i = 0; i < lanes.size(); i++) {
            indexes.put(lanes.get(i).id(), i);
        }
        return lane -> {
            Integer index = indexes.get(lane);
            if (index != null) {
                return index;
            }
            if (unlisted == UnlistedLanes.REFUSE) {
                throw new BadInputException(
                        "[%s] rows must belong to the lanes planned for the file, but some belong to %s; start a new run"
                                .formatted(path, lane));
            }
            return DROPPED;
        };
    }
}
