// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void theMiddleOfAnOddNumberAndTheMeanOfTheTwoOfAnEvenOne() {
        assertThat(spread(5, 1, 3)).isEqualTo(new Spread(3, 1, 5));
        assertThat(spread(4, 1, 3, 9)).isEqualTo(new Spread(3.5, 1, 9));
    }

    @Test
    void millionsHaveTheirRangeWhereThereAreSeveralRuns() {
        assertThat(spread(2_500_000).inMillions()).isEqualTo("2.50");
        assertThat(spread(2_500_000, 3_000_000, 1_000_000).inMillions())
                .isEqualTo("2.50 (1.00–3.00)");
    }

    private static Spread spread(long... rows) {
        List<Measurement> runs =
                LongStream.of(rows).mapToObj(n -> new Measurement(n, 1, 1, 1, 1, 1, 1)).toList();
        return Spread.of(runs, Measurement::rows);
    }
}
