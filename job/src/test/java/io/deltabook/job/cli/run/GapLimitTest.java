// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.output.LaneReport;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GapLimitTest {
    private static final List<LaneReport> LANES =
            List.of(lane("A", 1, 4), lane("B", 0, 4), lane("C", 2_000, 4_000));

    @Test
    void namesTheLanesAboveTheLimitInOneLineTheWorstFirst() {
        assertThat(new GapLimit(0.1).faults(LANES))
                .containsExactly(
                        "the gap ratio must be at most 0.1 in every lane, but is 0.500000 in X:C"
                                + " (2,000 gaps in 4,000 messages), 0.250000 in X:A (1 gap in 4"
                                + " messages); the output is complete");
    }

    @Test
    void aRatioEqualToTheLimitIsAllowed() {
        assertThat(new GapLimit(0.25).faults(LANES))
                .singleElement()
                .asString()
                .doesNotContain("X:A");
        assertThat(new GapLimit(0.5).faults(LANES)).isEmpty();
    }

    @Test
    void aLaneWithoutMessagesHasNoGaps() {
        assertThat(new GapLimit(0).faults(List.of(lane("A", 0, 0)))).isEmpty();
    }

    private static LaneReport lane(String symbol, long gaps, long messages) {
        LaneCounters counters = new LaneCounters();
        counters.add(Counter.GAPS, gaps);
        counters.add(Counter.MESSAGES, messages);
        return new LaneReport(new LaneId("X", symbol), SequenceMode.RANGE, counters, 1, 0, 1);
    }
}
