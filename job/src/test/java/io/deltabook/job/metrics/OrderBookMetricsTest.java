// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

final class OrderBookMetricsTest {
    private final MetricListener listener = new MetricListener();
    private final OrderBookMetrics metrics = new OrderBookMetrics(listener.getMetricGroup());

    @Test
    void rowsAreCountedAsRows() {
        metrics.rowsIn(10_000);
        metrics.rowsIn(5);
        metrics.events(9_990);

        assertThat(counter("pipeline.rows.read")).isEqualTo(10_005);
        assertThat(counter("pipeline.events.processed")).isEqualTo(9_990);
        assertThat(listener.getMeter("pipeline.throughput.eps").map(Meter::getCount))
                .contains(9_990L);
    }

    @Test
    void theGapRatioIsNeverNull() {
        assertThat(gapRatio()).isEqualTo(0.0);

        metrics.gaps(0, 0);
        assertThat(gapRatio()).isEqualTo(0.0);

        metrics.gaps(1, 3);
        metrics.gaps(1, 5);
        assertThat(gapRatio()).isEqualTo(0.25);
    }

    private long counter(String name) {
        return listener.getCounter(name).map(Counter::getCount).orElseThrow();
    }

    private Object gapRatio() {
        return listener.getGauge("pipeline.gaps.ratio").map(Gauge::getValue).orElseThrow();
    }
}
