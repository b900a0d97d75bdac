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

final class RejectLimitTest {
    private static final List<LaneReport> LANES =
            List.of(
                    lane("A", Counter.ROWS_IN, 100, Counter.REJECTED_ROWS, 1),
                    lane("B", Counter.ROWS_IN, 100, Counter.REJECTED_ROWS, 2),
                    lane("C", Counter.TRADES_IN, 4, Counter.TRADES_REJECTED, 4));

    @Test
    void namesTheLanesAboveTheLimitInOneLineTheWorstFirst() {
        assertThat(new RejectLimit(0.01).faults(LANES))
                .containsExactly(
                        "the share of rejected rows must be at most 0.01 (max-reject-ratio) in every"
                                + " lane, but is 1.000000 in X:C (4 of 4 rows of trades), 0.020000 in"
                                + " X:B (2 of 100 rows of deltas); the output is complete, and its"
                                + " rejects say why");
    }

    @Test
    void allRowsMayBeRejectedWhereTheLimitIsOne() {
        assertThat(new RejectLimit(1).faults(LANES)).isEmpty();
    }

    private static LaneReport lane(
            String symbol, Counter rowsOf, long rows, Counter rejectedOf, long rejected) {
        LaneCounters counters = new LaneCounters();
        counters.add(rowsOf, rows);
        counters.add(rejectedOf, rejected);
        return new LaneReport(new LaneId("X", symbol), SequenceMode.RANGE, counters, 1, 0, 1);
    }
}
