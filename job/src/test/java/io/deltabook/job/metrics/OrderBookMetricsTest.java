// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

final class OrderBookMetricsTest {
    private static final long PLANNED = 40_000;

    private final MetricListener listener = new MetricListener();
    private final OrderBookMetrics metrics =
            new OrderBookMetrics(listener.getMetricGroup(), PLANNED);

    @Test
    void rowsAreCountedAsRows() {
        metrics.rowsIn(10_000);
        metrics.rowsIn(5);
        metrics.events(9_990, "A", BookState.LIVE, 1_700_000_000_123_456_789L);

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

    @Test
    void theProgressGoesOnWhereTheCheckpointLeftIt() {
        metrics.restored(10_000);
        metrics.rowsIn(20_000);

        assertThat(gauge("pipeline.rows.planned")).isEqualTo(PLANNED);
        assertThat(gauge("pipeline.rows.done")).isEqualTo(30_000L);
        assertThat(gauge("pipeline.progress.percent")).isEqualTo(75.0);
        assertThat(counter("pipeline.rows.read")).isEqualTo(20_000);
    }

    @Test
    void aLaneIsCountedInTheStateItIsIn() {
        metrics.events(1, "A", BookState.WAITING, 1_700_000_000_123_456_789L);
        metrics.events(1, "B", BookState.WAITING, 1_700_000_000_124_999_999L);
        metrics.events(1, "B", BookState.LIVE, 1_700_000_000_125_999_999L);
        assertThat(gauge("pipeline.lanes.waiting")).isEqualTo(1);
        assertThat(gauge("pipeline.lanes.suspect")).isEqualTo(0);
        assertThat(gauge("pipeline.lanes.live")).isEqualTo(1);
        assertThat(gauge("pipeline.event_time.reached_ms")).isEqualTo(1_700_000_000_125L);

        metrics.laneEnded("B");
        metrics.laneEnded("without events");
        assertThat(gauge("pipeline.lanes.live")).isEqualTo(0);
        assertThat(counter("pipeline.lanes.ended")).isEqualTo(2);
    }

    @Test
    void aLaneHasGaugesOfItsOwn() {
        metrics.events(1, "X:A", BookState.SUSPECT, 1_700_000_000_123_456_789L);
        metrics.laneGaps("X:A", 7);
        assertThat(gauge("lane.X:A.state")).isEqualTo(1);
        assertThat(gauge("lane.X:A.event_time_ms")).isEqualTo(1_700_000_000_123L);
        assertThat(gauge("lane.X:A.gaps")).isEqualTo(7L);

        metrics.laneEnded("X:A");
        assertThat(gauge("lane.X:A.state")).isEqualTo(3);
    }

    @Test
    void onlyTheFirst64LanesHaveGauges() {
        for (int i = 0; i <= 64; i++) {
            metrics.events(1, "X:" + i, BookState.LIVE, 1);
        }

        assertThat(gauge("lane.X:63.state")).isEqualTo(2);
        assertThat(listener.getGauge("lane.X:64.state")).isEmpty();
        assertThat(gauge("pipeline.lanes.live")).isEqualTo(65);
    }

    @Test
    void findingsAreCountedByKind() {
        metrics.incident(IncidentKind.GAP);
        metrics.incident(IncidentKind.GAP);
        metrics.incident(IncidentKind.BAD_FILE);
        metrics.reject();
        metrics.gaps(2, 10);

        assertThat(counter("pipeline.incidents.gap")).isEqualTo(2);
        assertThat(counter("pipeline.incidents.bad_file")).isEqualTo(1);
        assertThat(counter("pipeline.incidents.crossed")).isZero();
        assertThat(counter("pipeline.rejects")).isEqualTo(1);
        assertThat(counter("pipeline.gaps.found")).isEqualTo(2);
    }

    private long counter(String name) {
        return listener.getCounter(name).map(Counter::getCount).orElseThrow();
    }

    private Object gapRatio() {
        return gauge("pipeline.gaps.ratio");
    }

    private Object gauge(String name) {
        return listener.getGauge(name).map(Gauge::getValue).orElseThrow();
    }
}
