// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of a subtask of the book operator; used on the task thread only. Counts are those of this
 * attempt; the exact totals are in the keyed state and the statistics dataset.
 */
public final class OrderBookMetrics {
    private final Counter rowsRead;
    private final Counter eventsProcessed;
    private volatile double gapRatio;
    private long gaps;
    private long messages;

    public OrderBookMetrics(MetricGroup group) {
        rowsRead = group.counter(MetricNames.ROWS_READ);
        eventsProcessed = group.counter(MetricNames.EVENTS_PROCESSED);
        group.meter(MetricNames.THROUGHPUT_EPS, new MeterView(eventsProcessed));
        group.gauge(MetricNames.GAPS_RATIO, (Gauge<Double>) () -> gapRatio);
    }

    /** Counts input rows, usable or not. */
    public void rowsIn(long rows) {
        rowsRead.inc(rows);
    }

    /** Counts output rows. */
    public void events(long rows) {
        eventsProcessed.inc(rows);
    }

    /** Adds the gaps and messages found since the last call. */
    public void gaps(long newGaps, long newMessages) {
        gaps += newGaps;
        messages += newMessages;
        gapRatio = messages == 0 ? 0 : (double) gaps / messages;
    }
}
