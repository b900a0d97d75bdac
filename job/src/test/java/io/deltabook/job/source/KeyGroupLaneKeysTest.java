// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.LaneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

final class KeyGroupLaneKeysTest {
    private static final int MAX_PARALLELISM = 128;

    private final KeyGroupLaneKeys keys = new KeyGroupLaneKeys(MAX_PARALLELISM);

    @Test
    void balancesTheLanesAtEveryParallelism() {
        for (int count = 1; count <= 40; count++) {
            List<LaneId> lanes = lanes(count);
            Map<LaneId, String> keyOfLane = keys.keys(lanes, lane -> 1);
            assertThat(keyOfLane.values()).doesNotHaveDuplicates().hasSize(count);
            for (int parallelism = 1; parallelism <= 16; parallelism++) {
                int[] lanesOfSubtask = new int[parallelism];
                for (String key : keyOfLane.values()) {
                    lanesOfSubtask[subtask(key, parallelism)]++;
                }
                int fair = count / parallelism;
                for (int lanesHere : lanesOfSubtask) {
                    assertThat(lanesHere)
                            .as("lanes=%s parallelism=%s", count, parallelism)
                            .isBetween(Math.max(0, fair - 1), fair + 2);
                }
            }
        }
    }

    @Test
    void putsTheLargestLanesOnDifferentSubtasks() {
        for (int count = 2; count <= 40; count++) {
            List<LaneId> lanes = lanes(count);
            Map<LaneId, String> keyOfLane = keys.keys(lanes, lane -> 1);
            assertThat(subtask(keyOfLane.get(lanes.get(0)), 2))
                    .as("lanes=%s", count)
                    .isNotEqualTo(subtask(keyOfLane.get(lanes.get(1)), 2));
        }
    }

    /** A third of all input; the others are placed where it is not. */
    @Test
    void aHugeLaneAmongManySmallOnesLeavesTheOthersEven() {
        List<LaneId> lanes = lanes(301);
        Map<LaneId, Long> bytes = new HashMap<>();
        lanes.forEach(lane -> bytes.put(lane, 1_000L));
        bytes.put(lanes.get(0), 150_000L);
        requireEven(lanes, bytes, 1.02);
    }

    @Test
    void lanesOfAllSizesAreEven() {
        List<LaneId> lanes = lanes(300);
        Map<LaneId, Long> bytes = new HashMap<>();
        for (int i = 0; i < lanes.size(); i++) {
            bytes.put(lanes.get(i), 1_000_000L / (i + 1));
        }
        requireEven(lanes, bytes, 1.25);
    }

    /** No subtask has much more than the largest lane, or than its share of all. */
    private void requireEven(List<LaneId> lanes, Map<LaneId, Long> bytes, double tolerance) {
        Map<LaneId, String> keyOfLane = keys.keys(lanes, bytes::get);
        long all = bytes.values().stream().mapToLong(Long::longValue).sum();
        for (int parallelism = 1; parallelism <= 32; parallelism++) {
            long[] bytesOfSubtask = new long[parallelism];
            for (LaneId lane : lanes) {
                bytesOfSubtask[subtask(keyOfLane.get(lane), parallelism)] += bytes.get(lane);
            }
            double least = Math.max(bytes.get(lanes.get(0)), (double) all / parallelism);
            assertThat(Arrays.stream(bytesOfSubtask).max().orElseThrow())
                    .as("parallelism=%s", parallelism)
                    .isLessThanOrEqualTo((long) (least * tolerance));
        }
    }

    @Test
    void keepsItsKeys() {
        assertThat(keys.keys(lanes(3), lane -> 1).values())
                .containsExactlyInAnyOrder("X:S0#392", "X:S1#23", "X:S2#207");
    }

    @Test
    void takesMoreLanesThanKeyGroups() {
        assertThat(keys.keys(lanes(300), lane -> 1).values()).doesNotHaveDuplicates().hasSize(300);
    }

    private static int subtask(String key, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, MAX_PARALLELISM, parallelism);
    }

    private static List<LaneId> lanes(int count) {
        List<LaneId> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(new LaneId("X", "S" + i));
        }
        return lanes;
    }
}
