// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.job.source.lane.LanePosition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lane groups that a subtask has read as far as their files go, with the positions reached.
 * Flink's reader forgets a split whose reader has ended; these stay in the state, to be read on
 * when files have been added. The reading thread adds them, the task's thread asks for them.
 */
final class ReachedEnds {
    private final Map<String, LaneSplit> splits = new LinkedHashMap<>();

    /** A group was read to the end of its files; its last batches may not have been taken yet. */
    synchronized void reached(LaneSplit split, LanePosition position) {
        splits.put(split.splitId(), split.at(position));
    }

    /** These are being read again. */
    synchronized void taken(Collection<LaneSplit> read) {
        read.forEach(split -> splits.remove(split.splitId()));
    }

    /**
     * The groups that Flink's reader has forgotten, which it does after their last batch was taken.
     *
     * @param known the groups that it knows
     */
    synchronized List<LaneSplit> besides(Collection<LaneSplit> known) {
        Set<String> ids = known.stream().map(LaneSplit::splitId).collect(Collectors.toSet());
        return splits.values().stream().filter(split -> !ids.contains(split.splitId())).toList();
    }
}
