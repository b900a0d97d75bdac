// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.metrics;

/**
 * Names of the metrics, as registered in an operator's group. The REST interface shows dots as
 * underscores.
 */
public final class MetricNames {
    /** Counter: input rows taken in, usable or not. */
    public static final String ROWS_READ = "pipeline.rows.read";

    /** Counter: output rows written, of every event type. */
    public static final String EVENTS_PROCESSED = "pipeline.events.processed";

    /** Meter: output rows a second, over the last minute. */
    public static final String THROUGHPUT_EPS = "pipeline.throughput.eps";

    /** Gauge: gaps per message since the subtask started; 0 before the first message. */
    public static final String GAPS_RATIO = "pipeline.gaps.ratio";

    private MetricNames() {}

    /** A name as the REST interface shows it. */
    public static String inRest(String name) {
        return name.replace('.', '_');
    }
}
