// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LanePositionTest {
    private static final int LAST_FILE = (1 << 23) - 1;
    private static final long LAST_ROW = (1L << 40) - 1;

    @Test
    void keepsBothNumbersInOneLong() {
        for (LanePosition position :
                List.of(
                        LanePosition.START,
                        new LanePosition(0, LAST_ROW),
                        new LanePosition(1, 0),
                        new LanePosition(LAST_FILE, LAST_ROW))) {
            assertThat(position.packed()).isNotNegative();
            assertThat(LanePosition.ofPacked(position.packed())).isEqualTo(position);
        }
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        for (long[] wrong :
                new long[][] {{-1, 0}, {LAST_FILE + 1, 0}, {0, -1}, {0, LAST_ROW + 1}}) {
            assertThatThrownBy(() -> new LanePosition((int) wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("file=" + wrong[0] + " row=" + wrong[1]);
        }
    }
}
