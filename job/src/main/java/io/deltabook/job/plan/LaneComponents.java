// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.LaneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Connected components of lanes: lanes that share a file, directly or through others, belong
 * together.
 */
final class LaneComponents {
    private final Map<LaneId, LaneId> parents = new HashMap<>();

    /** Joins the lanes of one file. */
    void join(Collection<LaneId> lanes) {
        LaneId first = null;
        for (LaneId lane : lanes) {
            LaneId root = root(lane);
            if (first == null) {
                first = root;
            } else {
                parents.put(root, first);
            }
        }
    }

    /** The representative of the lanes that belong together with this one. */
    LaneId root(LaneId lane) {
        LaneId root = lane;
        for (LaneId next = parents.putIfAbsent(root, root);
                next != null && !next.equals(root);
                next = parents.get(root)) {
            root = next;
        }
        parents.put(lane, root);
        return root;
    }

    /** The lanes that belong together, by their {@link #root}. */
    Map<LaneId, SortedSet<LaneId>> components() {
        Map<LaneId, SortedSet<LaneId>> components = new TreeMap<>();
        for (LaneId lane : new TreeSet<>(parents.keySet())) {
            components.computeIfAbsent(root(lane), root -> new TreeSet<>()).add(lane);
        }
        return components;
    }
}
