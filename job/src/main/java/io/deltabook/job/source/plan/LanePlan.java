// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.plan;

import io.deltabook.contract.Lane;
import java.util.List;

/**
 * What a run reads.
 *
 * @param groups lane groups, the largest first
 */
public record LanePlan(List<LaneGroup> groups) {
    public LanePlan {
        groups = List.copyOf(groups);
    }

    /** All lanes in the order of their ids. */
    public List<Lane> lanes() {
        return groups.stream()
                .flatMap(group -> group.lanes().stream())
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    /** Bytes of all files. */
    public long bytes() {
        return groups.stream().mapToLong(LaneGroup::bytes).sum();
    }

    /** Rows of all files that are read, those of lanes that are not wanted included. */
    public long rows() {
        return groups.stream().mapToLong(LaneGroup::rows).sum();
    }
}
