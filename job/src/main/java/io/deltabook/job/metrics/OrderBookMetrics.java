// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.metrics;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of a subtask of the book operator; used on the task thread only. Counts are those of this
 * attempt; the exact totals are in the keyed state and the statistics dataset. Only the rows done
 * go on where the checkpoint left them, so that they tell the progress of the run.
 */
public final class OrderBookMetrics {
    private static final double PERCENT = 100;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long plannedRows;
    private final Counter rowsRead;
    private final Counter eventsProcessed;
    private final Counter gapsFound;
    private final Counter rejects;
    private final Map<IncidentKind, Counter> incidents = new EnumMap<>(IncidentKind.class);
    private final Counter lanesEnded;
    private final LaneStates states = new LaneStates();
    private final LaneGauges laneGauges;
    private volatile long rowsDone;
    private volatile long eventMillis;
    private volatile double gapRatio;
    private long gaps;
    private long messages;

    /**
     * Registers the metrics.
     *
     * @param plannedRows input rows of the run, 0 if unknown
     */
    public OrderBookMetrics(MetricGroup group, long plannedRows) {
        this.plannedRows = plannedRows;
        rowsRead = group.counter(MetricNames.ROWS_READ);
        eventsProcessed = group.counter(MetricNames.EVENTS_PROCESSED);
        group.meter(MetricNames.THROUGHPUT_EPS, new MeterView(eventsProcessed));
        gapsFound = group.counter(MetricNames.GAPS);
        group.gauge(MetricNames.GAPS_RATIO, (Gauge<Double>) () -> gapRatio);
        rejects = group.counter(MetricNames.REJECTS);
        for (IncidentKind kind : IncidentKind.values()) {
            incidents.put(kind, group.counter(MetricNames.incidents(kind)));
        }
        group.gauge(MetricNames.ROWS_PLANNED, (Gauge<Long>) () -> plannedRows);
        group.gauge(MetricNames.ROWS_DONE, (Gauge<Long>) () -> rowsDone);
        group.gauge(MetricNames.PROGRESS, (Gauge<Double>) this::percent);
        group.gauge(MetricNames.EVENT_TIME, (Gauge<Long>) () -> eventMillis);
        lanesEnded = group.counter(MetricNames.LANES_ENDED);
        laneGauges = new LaneGauges(group);
        for (BookState state : BookState.values()) {
            group.gauge(MetricNames.lanes(state), (Gauge<Integer>) () -> states.count(state));
        }
    }

    /** The part of the run that was done before this attempt. */
    public void restored(long rows) {
        rowsDone = rows;
    }

    /** Input rows of the run that are behind this subtask, over all attempts. */
    public long rowsDone() {
        return rowsDone;
    }

    /** Counts input rows, usable or not. */
    public void rowsIn(long rows) {
        rowsRead.inc(rows);
        rowsDone = rowsDone + rows;
    }

    /**
     * Counts output rows of a lane.
     *
     * @param lane exchange and symbol
     * @param state of its book after them
     * @param lastNanos event time of the last of them, ns since 1970
     */
    public void events(long rows, String lane, BookState state, long lastNanos) {
        eventsProcessed.inc(rows);
        states.set(lane, state);
        eventMillis = lastNanos / NANOS_PER_MILLI;
        laneGauges.events(lane, state, eventMillis);
    }

    /** Counts a reject. */
    public void reject() {
        rejects.inc();
    }

    /** Counts an incident. */
    public void incident(IncidentKind kind) {
        incidents.get(kind).inc();
    }

    /** Counts a lane as complete. */
    public void laneEnded(String lane) {
        lanesEnded.inc();
        states.remove(lane);
        laneGauges.ended(lane);
    }

    /** All gaps of a lane, in this and earlier attempts. */
    public void laneGaps(String lane, long allGaps) {
        laneGauges.gaps(lane, allGaps);
    }

    /** Adds the gaps and messages found since the last call. */
    public void gaps(long newGaps, long newMessages) {
        gapsFound.inc(newGaps);
        gaps += newGaps;
        messages += newMessages;
        gapRatio = messages == 0 ? 0 : (double) gaps / messages;
    }

    private double percent() {
        return plannedRows == 0 ? 0 : PERCENT * rowsDone / plannedRows;
    }
}
