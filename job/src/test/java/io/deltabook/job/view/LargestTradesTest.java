// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.EventType;
import io.deltabook.job.replay.testing.RandomOutput;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LargestTradesTest {
    @Test
    void ofManyTradesTheLargestAreListedInTheOrderOfTheirTimes() {
        LargestTrades trades = new LargestTrades();
        for (int i = 0; i < 5_000; i++) {
            trades.add(new LargestTrades.Trade(i, 1, i * 7_919 % 5_000, i % 3 == 0 ? null : "BUY"));
        }
        LargestTrades.Points points = trades.points();

        assertThat(points.total()).isEqualTo(5_000);
        assertThat(points.seconds()).hasSize(1_000).isSorted();
        assertThat(points.quantities()).doesNotContain(3_999d).contains(4_000d, 4_999d);
        assertThat(points.sides()).containsOnly("BUY", null);
    }

    @Test
    void aShortSpanListsItsTradesAndALongOneNone(@TempDir Path output) throws IOException {
        RandomOutput market = RandomOutput.write(output, 3, 1_500);
        OutputView view = OutputView.of(output);
        long from = market.events().get(1_000).nanos();
        long to = from + 200_000_000_000L;
        double[] expected =
                market.events().stream()
                        .filter(event -> event.type() == EventType.TRADE)
                        .filter(event -> event.nanos() >= from && event.nanos() < to)
                        .mapToDouble(event -> event.nanos() / 1e9)
                        .sorted()
                        .toArray();

        LargestTrades.Points points =
                view.activity(RandomOutput.LANE.id(), new Span(from, to, 1_000)).largest();

        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(points.seconds()).containsExactly(expected);
        assertThat(points.total()).isEqualTo(expected.length);
        assertThat(view.activity(RandomOutput.LANE.id(), new Span(from, to, 10)).largest())
                .isNull();
    }
}
