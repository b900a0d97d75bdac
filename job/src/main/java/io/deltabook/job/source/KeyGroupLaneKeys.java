// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.contract.LaneId;
import io.deltabook.job.plan.LaneKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Salts each lane's key until it hashes to the lane's intended key group, so that n lanes are
 * spread evenly over the key groups and thus over the subtasks at any parallelism. Large lanes are
 * placed far apart: slots are assigned in bit-reversed order (first, middle, quarters …).
 */
public final class KeyGroupLaneKeys implements LaneKeys {
    private final int maxParallelism;

    /**
     * @param maxParallelism number of key groups of the job
     */
    public KeyGroupLaneKeys(int maxParallelism) {
        this.maxParallelism = maxParallelism;
    }

    @Override
    public Map<LaneId, String> keys(List<LaneId> bySize) {
        List<Integer> places = places(bySize.size());
        Map<LaneId, String> keys = new HashMap<>();
        for (int i = 0; i < bySize.size(); i++) {
            long group = (long) places.get(i) * maxParallelism / bySize.size();
            keys.put(bySize.get(i), saltedKey(bySize.get(i), (int) group));
        }
        return keys;
    }

    private String saltedKey(LaneId lane, int group) {
        for (int salt = 0; ; salt++) {
            String key = lane + "#" + salt;
            if (KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism) == group) {
                return key;
            }
        }
    }

    /** 0 … count − 1 in bit-reversed order. */
    private static List<Integer> places(int count) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, count - 1));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < 1 << bits; i++) {
            int place = Integer.reverse(i) >>> (Integer.SIZE - bits);
            if (place < count) {
                places.add(place);
            }
        }
        return places;
    }
}
