// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NaturalOrderTest {
    @Test
    void ordersNumbersNaturally() {
        List<String> ordered =
                List.of(
                        "1.parquet",
                        "2.parquet",
                        "10.parquet",
                        "010a.parquet",
                        "11.parquet",
                        "99999999999999999999.parquet",
                        "100000000000000000000.parquet",
                        "part",
                        "part-1",
                        "part-2-b",
                        "part-02-c",
                        "part-10-a");
        List<String> shuffled = new ArrayList<>(ordered);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(NaturalOrder.INSTANCE);
            assertThat(shuffled).as("seed=%s", seed).isEqualTo(ordered);
        }
    }

    @Test
    void tellsDifferentNamesApart() {
        assertThat(NaturalOrder.INSTANCE.compare("a01", "a1")).isNegative();
        assertThat(NaturalOrder.INSTANCE.compare("a1", "a01")).isPositive();
        assertThat(NaturalOrder.INSTANCE.compare("a1", "a1")).isZero();
    }
}
