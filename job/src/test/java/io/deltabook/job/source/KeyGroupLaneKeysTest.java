// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.LaneId;
import java.util.ArrayList;
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
            Map<LaneId, String> keyOfLane = keys.keys(lanes);
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
            Map<LaneId, String> keyOfLane = keys.keys(lanes);
            assertThat(subtask(keyOfLane.get(lanes.get(0)), 2))
                    .as("lanes=%s", count)
                    .isNotEqualTo(subtask(keyOfLane.get(lanes.get(1)), 2));
        }
    }

    @Test
    void keepsItsKeys() {
        assertThat(keys.keys(lanes(3)).values())
                .containsExactlyInAnyOrder("X:S0#33", "X:S1#32", "X:S2#5");
    }

    @Test
    void takesMoreLanesThanKeyGroups() {
        assertThat(keys.keys(lanes(300)).values()).doesNotHaveDuplicates().hasSize(300);
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
