// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Checks that the rows of a lane's table all come from one place. */
final class OneOrigin {
    private final Map<LaneId, Path> originOfLane = new HashMap<>();

    /**
     * Records where some lanes are.
     *
     * @throws BadInputException if one of them was also found elsewhere
     */
    void require(Path origin, Collection<LaneId> lanes) {
        for (LaneId lane : lanes) {
            Path other = originOfLane.putIfAbsent(lane, origin);
            if (other != null && !other.equals(origin)) {
                throw new BadInputException(
                        "a symbol of an exchange must come from one place, but %s is in %s and in %s; give one of them as input, or name the exchange in the path"
                                .formatted(lane, other, origin));
            }
        }
    }
}
