// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.metrics;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import java.util.Locale;

/**
 * Names of the metrics, as registered in an operator's group. The REST interface shows dots as
 * underscores.
 */
public final class MetricNames {
    /** Counter: input rows received, usable or not. */
    public static final String ROWS_READ = "pipeline.rows.read";

    /** Counter: output rows written, of every event type. */
    public static final String EVENTS_PROCESSED = "pipeline.events.processed";

    /** Meter: output rows per second, over the last minute. */
    public static final String THROUGHPUT_EPS = "pipeline.throughput.eps";

    /** Gauge: gaps per message since the subtask started; 0 before the first message. */
    public static final String GAPS_RATIO = "pipeline.gaps.ratio";

    /** Counter of the source: rows read from files. */
    public static final String ROWS_FETCHED = "pipeline.rows.fetched";

    /** Gauge of the source: batches read that the task has not taken yet. */
    public static final String QUEUE_DEPTH = "pipeline.queue.depth";

    /** Gauge of the source: 1 if it follows its input and has read what there is, else 0. */
    public static final String CAUGHT_UP = "pipeline.caught_up";

    /** Gauge of the source: memory used by its process, GiB. */
    public static final String MEMORY_USAGE = "pipeline.memory.usage_gb";

    /** Gauge of the source: memory that its process may use, GiB. */
    public static final String MEMORY_LIMIT = "pipeline.memory.limit_gb";

    /** Gauge of the source: 0 full speed, 1 slowed, 2 paused, by memory usage. */
    public static final String MEMORY_STATE = "pipeline.memory.state";

    /** Gauge of the source: total seconds for which its process's sources have been paused. */
    public static final String MEMORY_PAUSED = "pipeline.memory.paused_seconds";

    /** Gauge of the source: duration of the current pause in seconds; 0 for none. */
    public static final String MEMORY_CURRENT_PAUSE = "pipeline.memory.current_pause_seconds";

    /** Gauge: input rows of the whole run, the same in every subtask. */
    public static final String ROWS_PLANNED = "pipeline.rows.planned";

    /** Gauge: input rows that the books of a subtask have taken, in this and earlier attempts. */
    public static final String ROWS_DONE = "pipeline.rows.done";

    /** Gauge: share of the planned rows that a subtask has done; its sum is the run's progress. */
    public static final String PROGRESS = "pipeline.progress.percent";

    /** Gauge: event time of the last event, ms since 1970; 0 before the first. */
    public static final String EVENT_TIME = "pipeline.event_time.reached_ms";

    /** Counter: gaps. */
    public static final String GAPS = "pipeline.gaps.found";

    /** Counter: rows that could not be used. */
    public static final String REJECTS = "pipeline.rejects";

    /** Counter: lanes that are complete. */
    public static final String LANES_ENDED = "pipeline.lanes.ended";

    /** Gauge of the source: bytes that its process has read from Parquet files. */
    public static final String BYTES_READ = "pipeline.bytes.read";

    /** Gauge of the source: bytes that its process has written to outputs and state. */
    public static final String BYTES_WRITTEN = "pipeline.bytes.written";

    /** Gauge of one lane: 0 WAITING, 1 SUSPECT, 2 LIVE, 3 ended. */
    public static final String LANE_STATE = "lane.state";

    /** Gauge of one lane: event time of its last event, ms since 1970; 0 before the first. */
    public static final String LANE_EVENT_TIME = "lane.event_time_ms";

    /** Gauge of one lane: its gaps, in this and earlier attempts. */
    public static final String LANE_GAPS = "lane.gaps";

    /** Group, and label, of the gauges of a lane. */
    static final String LANE = "lane";

    private MetricNames() {}

    /** Counter: incidents of a kind. */
    public static String incidents(IncidentKind kind) {
        return "pipeline.incidents." + kind.name().toLowerCase(Locale.ROOT);
    }

    /** Gauge: lanes whose book is in a state. */
    public static String lanes(BookState state) {
        return "pipeline.lanes." + state.name().toLowerCase(Locale.ROOT);
    }

    /** A name in the form used by the REST interface. */
    public static String inRest(String name) {
        return name.replace('.', '_');
    }
}
