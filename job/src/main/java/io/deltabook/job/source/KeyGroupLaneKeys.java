// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.contract.LaneId;
import io.deltabook.job.plan.LaneKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Salts each lane's key until it hashes to the lane's intended key group, so that the subtasks have
 * about the same input at any parallelism: each lane takes a stretch of the key groups as wide as
 * its share of all bytes, and its key is in the middle of it. Large lanes are placed far apart: the
 * stretches are in bit-reversed order (first, middle, quarters …).
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
    public Map<LaneId, String> keys(List<LaneId> bySize, ToLongFunction<LaneId> bytes) {
        LaneId[] lanes = new LaneId[bySize.size()];
        List<Integer> places = places(lanes.length);
        double all = 0;
        for (int i = 0; i < lanes.length; i++) {
            lanes[places.get(i)] = bySize.get(i);
            all += weight(bytes, bySize.get(i));
        }
        Map<LaneId, String> keys = new HashMap<>();
        double before = 0;
        for (LaneId lane : lanes) {
            double weight = weight(bytes, lane);
            int group = (int) ((before + weight / 2) / all * maxParallelism);
            keys.put(lane, saltedKey(lane, Math.min(group, maxParallelism - 1)));
            before += weight;
        }
        return keys;
    }

    /** A lane without bytes still has a task to do. */
    private static double weight(ToLongFunction<LaneId> bytes, LaneId lane) {
        return bytes.applyAsLong(lane) + 1.0;
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
