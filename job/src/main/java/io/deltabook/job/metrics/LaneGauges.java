// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.metrics;

import io.deltabook.contract.BookState;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Gauges of single lanes, for the first few that a subtask meets: a metric stays registered as long
 * as the job runs, and thousands of symbols would be more than monitoring can hold. Called on the
 * task thread, once a batch.
 */
final class LaneGauges {
    /** Lanes of a subtask that have gauges of their own. */
    static final int MOST_LANES = 64;

    private final MetricGroup group;
    private final Map<String, LaneGauge> lanes = new HashMap<>();

    LaneGauges(MetricGroup group) {
        this.group = group;
    }

    /** The newest event of a lane. */
    void events(String lane, BookState state, long eventMillis) {
        LaneGauge gauge = of(lane);
        if (gauge != null) {
            gauge.stateCode = state.ordinal();
            gauge.eventMillis = eventMillis;
        }
    }

    /** All gaps of a lane so far. */
    void gaps(String lane, long gaps) {
        LaneGauge gauge = of(lane);
        if (gauge != null) {
            gauge.gaps = gaps;
        }
    }

    /** The lane is complete; its gauges stay. */
    void ended(String lane) {
        LaneGauge gauge = of(lane);
        if (gauge != null) {
            gauge.stateCode = LaneGauge.ENDED;
        }
    }

    /** Null beyond the first lanes. */
    private LaneGauge of(String lane) {
        LaneGauge gauge = lanes.get(lane);
        if (gauge == null && lanes.size() < MOST_LANES) {
            gauge = new LaneGauge();
            gauge.register(group.addGroup(MetricNames.LANE, lane));
            lanes.put(lane, gauge);
        }
        return gauge;
    }

    /** Written on the task thread, read by reporters. */
    private static final class LaneGauge {
        /** Behind the codes of the states. */
        private static final int ENDED = BookState.values().length;

        private volatile int stateCode = BookState.WAITING.ordinal();
        private volatile long eventMillis;
        private volatile long gaps;

        void register(MetricGroup group) {
            group.gauge(inGroup(MetricNames.LANE_STATE), (Gauge<Integer>) () -> stateCode);
            group.gauge(inGroup(MetricNames.LANE_EVENT_TIME), (Gauge<Long>) () -> eventMillis);
            group.gauge(inGroup(MetricNames.LANE_GAPS), (Gauge<Long>) () -> gaps);
        }

        private static String inGroup(String name) {
            return name.substring(MetricNames.LANE.length() + 1);
        }
    }
}
