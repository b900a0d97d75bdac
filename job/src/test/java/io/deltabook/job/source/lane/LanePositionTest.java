// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LanePositionTest {
    private static final int LAST_FILE = (1 << 18) - 1;
    private static final long LAST_ROW = (1L << 32) - 1;
    private static final int LAST_BATCH = (1 << 13) - 1;
    private static final long LAST_KEY = (1L << 62) - 1;

    @Test
    void keepsEverythingInTheTwoLongsOfFlink() {
        for (LanePosition position :
                List.of(
                        LanePosition.START,
                        new LanePosition(0, LAST_ROW),
                        new LanePosition(1, 0),
                        new LanePosition(0, 0, LAST_BATCH, 0),
                        new LanePosition(0, 0, 0, LAST_KEY),
                        new LanePosition(0, 0, LAST_BATCH + 1, 0),
                        new LanePosition(1, 10_000, 50_000, 0),
                        new LanePosition(LAST_FILE, LAST_ROW, Integer.MAX_VALUE, 0),
                        new LanePosition(LAST_FILE, LAST_ROW, LAST_BATCH, 1))) {
            assertThat(position.offset()).isNotNegative();
            assertThat(LanePosition.of(position.offset(), position.keyOrBatches()))
                    .isEqualTo(position);
        }
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        for (long[] wrong :
                new long[][] {
                    {-1, 0, 0, 0},
                    {LAST_FILE + 1, 0, 0, 0},
                    {0, -1, 0, 0},
                    {0, LAST_ROW + 1, 0, 0},
                    {0, 0, -1, 0},
                    {0, 0, LAST_BATCH + 1, 1},
                    {0, 0, 0, LAST_KEY + 1},
                    {0, 0, 0, -1}
                }) {
            assertThatThrownBy(
                            () ->
                                    new LanePosition(
                                            (int) wrong[0], wrong[1], (int) wrong[2], wrong[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "file=%d row=%d batch=%d key=%d",
                            wrong[0], wrong[1], wrong[2], wrong[3]);
        }
    }
}
