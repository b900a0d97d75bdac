// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Side;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TickLevelsTest {
    private static final int LANES = 300;
    private static final int CHANGES = 1_500;

    private final TickLevels levels = new TickLevels();

    @Test
    void listsWhatSortedArraysList() {
        for (long seed = 0; seed < LANES; seed++) {
            Random random = new Random(seed);
            long step = new long[] {1, 3, 50, 10_000, 1_000_000, 2_500_000_000L}[random.nextInt(6)];
            long middle = step * (1 + random.nextInt(1 << random.nextInt(27)));
            int width = 1 << random.nextInt(18);
            TickLevels ticks = new TickLevels();
            SortedLevels sorted = new SortedLevels(Side.BID, null);
            for (int change = 0; change < CHANGES; change++) {
                long rank = random.nextInt(40) == 0 ? random.nextLong() : middle;
                rank += step * random.nextInt(width);
                rank = random.nextInt(100) == 0 ? rank + random.nextInt(5) : rank;
                long quantity = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9);
                if (ticks.set(rank, quantity)) {
                    sorted.set(rank, quantity);
                }
                evictSometimes(random, ticks, sorted);
                assertThat(ticks.size()).as("seed %d", seed).isEqualTo(sorted.size());
                if (sorted.size() > 0) {
                    assertThat(ticks.bestRank()).as("seed %d", seed).isEqualTo(sorted.bestRank());
                    assertThat(ticks.worstRank()).as("seed %d", seed).isEqualTo(sorted.worstRank());
                }
            }
            assertSameLevels(ticks, sorted, seed);
        }
    }

    private static void evictSometimes(Random random, TickLevels ticks, SortedLevels sorted) {
        if (random.nextInt(50) == 0 && sorted.size() > 3) {
            int count = 1 + random.nextInt(3);
            assertThat(ticks.removeWorst(count)).isEqualTo(sorted.removeWorst(count));
        }
        if (random.nextInt(200) == 0 && sorted.size() > 0) {
            ticks.removeBest();
            sorted.removeBest();
        }
        if (random.nextInt(2_000) == 0) {
            ticks.clear();
            sorted.clear();
        }
    }

    private static void assertSameLevels(TickLevels ticks, SortedLevels sorted, long seed) {
        for (int level = 0; level < sorted.size(); level++) {
            assertThat(ticks.rankAt(level)).as("seed %d", seed).isEqualTo(sorted.rankAt(level));
            assertThat(ticks.quantityAt(level))
                    .as("seed %d", seed)
                    .isEqualTo(sorted.quantityAt(level));
        }
    }

    @Test
    void refusesWhatNoGridHolds() {
        assertThat(levels.set(0, 1)).isFalse();
        assertThat(levels.set(Long.MIN_VALUE, 1)).isFalse();
        assertThat(levels.set(Long.MAX_VALUE, 1)).isFalse();
        assertThat(levels.set(60_000_00000000L, 1)).isTrue();
        assertThat(levels.set(60_000_00000001L, 1)).as("needs ticks beyond an int").isFalse();
        assertThat(levels.size()).isEqualTo(1);
        assertThat(levels.bestRank()).isEqualTo(60_000_00000000L);
    }

    @Test
    void refusesALevelFurtherAwayThanItsWindowReaches() {
        long step = 1_000_000;
        assertThat(levels.set(step, 1)).isTrue();
        assertThat(levels.set(step * (TickSet.MAX_PAGES - 1L) * 4_096, 1)).isTrue();
        assertThat(levels.set(step * (TickSet.MAX_PAGES + 1L) * 4_096, 1)).isFalse();
        assertThat(levels.size()).isEqualTo(2);
    }

    @Test
    void aSideContinuesWhereNoGridHoldsItsPrices() {
        BookSide side = BookSide.changing(Side.ASK, null);
        side.set(60_000_00000000L, 1);
        side.set(60_000_00000001L, 2);
        side.set(59_000_00000000L, 3);
        assertThat(side.prices(5))
                .containsExactly(59_000_00000000L, 60_000_00000000L, 60_000_00000001L);
        assertThat(side.quantities(5)).containsExactly(3, 1, 2);
    }
}
