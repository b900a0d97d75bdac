// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.operator;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.EventBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Reject;
import io.deltabook.engine.BookSettings;
import io.deltabook.engine.CrossedBookException;
import io.deltabook.engine.EngineOutput;
import io.deltabook.engine.LaneEngine;
import io.deltabook.engine.LaneState;
import io.deltabook.job.metrics.OrderBookMetrics;
import io.deltabook.job.seed.LaneSeeds;
import io.deltabook.job.serialization.BookOutput;
import io.deltabook.job.serialization.BookOutput.Kind;
import io.deltabook.job.serialization.LaneStateSerializer;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Flink's shell of {@link LaneEngine}: at most one get and one put of the lane's state per batch.
 * That state holds everything a lane knows, including its counters; it is dropped when the lane
 * ends. Recently used lanes also stay on the heap, which saves the get: nothing else writes their
 * state, and a copy never outlives the operator. This requires a backend that stores bytes, such as
 * RocksDB.
 */
public final class OrderBookFunction extends KeyedProcessFunction<String, DeltaBatch, BookOutput>
        implements CheckpointedFunction {
    /** Name of the keyed state that holds a lane. */
    public static final String STATE_NAME = "lane";

    /** Name of the keyed state for the past messages that a lane's book may still need. */
    public static final String RING_NAME = "ring";

    /** Name of the subtasks' state for the input rows behind them. */
    public static final String ROWS_NAME = "rows-done";

    /** Number of lanes that a subtask keeps on the heap beside their state. */
    public static final int MOST_WARM_LANES = 64;

    private static final long serialVersionUID = 1;

    private final BookSettings settings;
    private final LaneSeeds seeds;
    private final SideOutputs.Wanted wanted;
    private final long plannedRows;
    private transient ValueState<LaneState> lanes;
    private transient KeyedMessages ring;
    private transient Map<String, LaneState> warm;
    private transient LaneEngine engine;
    private transient FlinkOutput output;
    private transient OrderBookMetrics metrics;
    private transient ListState<Long> rowsDone;
    private transient long restoredRows;

    /**
     * @param seeds what lanes continue from
     * @param wanted which outputs are written
     * @param plannedRows input rows of the run, which the progress refers to; 0 if unknown
     */
    public OrderBookFunction(
            BookSettings settings, LaneSeeds seeds, SideOutputs.Wanted wanted, long plannedRows) {
        this.settings = settings;
        this.seeds = seeds;
        this.wanted = wanted;
        this.plannedRows = plannedRows;
    }

    /** Called before {@link #open}; a subtask takes over the parts of those that are no more. */
    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        rowsDone =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(ROWS_NAME, LongSerializer.INSTANCE));
        for (long part : rowsDone.get()) {
            restoredRows += part;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        rowsDone.update(List.of(metrics.rowsDone()));
    }

    @Override
    public void open(OpenContext openContext) {
        lanes =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        STATE_NAME, LaneStateSerializer.INSTANCE));
        ring =
                new KeyedMessages(
                        getRuntimeContext()
                                .getMapState(
                                        new MapStateDescriptor<>(
                                                RING_NAME,
                                                LongSerializer.INSTANCE,
                                                BytePrimitiveArraySerializer.INSTANCE)));
        warm = new WarmLanes(MOST_WARM_LANES);
        metrics = new OrderBookMetrics(getRuntimeContext().getMetricGroup(), plannedRows);
        metrics.restored(restoredRows);
        output = new FlinkOutput();
        engine = new LaneEngine(settings, output);
    }

    @Override
    public void processElement(DeltaBatch batch, Context context, Collector<BookOutput> out)
            throws Exception {
        String key = context.getCurrentKey();
        String name = batch.lane().id().toString();
        LaneState lane = warm.get(key);
        if (lane == null) {
            lane = restored(batch);
            warm.put(key, lane);
        }
        LaneCounters counters = lane.counters();
        long gaps = counters.value(Counter.GAPS);
        long messages = counters.value(Counter.MESSAGES);
        output.out = out;
        process(lane, batch);
        metrics.laneGaps(name, counters.value(Counter.GAPS));
        if (batch.isEndOfLane()) {
            lane.dropMessages(ring);
            lanes.clear();
            warm.remove(key);
            metrics.laneEnded(name);
        } else {
            lane.saveMessages(ring);
            lanes.update(lane);
        }
        metrics.rowsIn(batch.inputRows());
        metrics.gaps(
                counters.value(Counter.GAPS) - gaps, counters.value(Counter.MESSAGES) - messages);
    }

    private LaneState restored(DeltaBatch batch) throws IOException {
        LaneState lane = lanes.value();
        if (lane == null) {
            return begun(batch.lane());
        }
        lane.loadMessages(ring);
        return lane;
    }

    /** Restarting cannot fix an unreadable seed. */
    private LaneState begun(Lane lane) {
        try {
            LaneState seeded = seeds.of(lane.id());
            return seeded == null ? engine.start(lane) : seeded;
        } catch (IOException e) {
            throw new SuppressRestartsException(e);
        }
    }

    /** Restarting cannot fix the book that {@code crossed.policy: fail} stopped at. */
    private void process(LaneState lane, DeltaBatch batch) {
        try {
            engine.process(lane, batch);
        } catch (CrossedBookException e) {
            throw new SuppressRestartsException(e);
        }
    }

    /** Passes on the engine's output while one element is processed. */
    private final class FlinkOutput implements EngineOutput {
        private Collector<BookOutput> out;

        @Override
        public void events(EventBatch batch) {
            int last = batch.size() - 1;
            metrics.events(
                    batch.size(),
                    batch.lane().id().toString(),
                    batch.state(last),
                    batch.timestamp(last));
            out.collect(new BookOutput(Kind.EVENTS, batch));
        }

        @Override
        public boolean wantsQuotes() {
            return wanted.quotes();
        }

        @Override
        public boolean wantsPeriods() {
            return wanted.periods();
        }

        @Override
        public void quotes(QuoteBatch batch) {
            out.collect(new BookOutput(Kind.QUOTES, batch));
        }

        @Override
        public void period(Period period) {
            out.collect(new BookOutput(Kind.PERIOD, period));
        }

        @Override
        public void reject(Reject reject) {
            metrics.reject();
            out.collect(new BookOutput(Kind.REJECT, reject));
        }

        @Override
        public void incident(Incident incident) {
            metrics.incident(incident.kind());
            out.collect(new BookOutput(Kind.INCIDENT, incident));
        }

        @Override
        public void statistics(LaneStatistics statistics) {
            out.collect(new BookOutput(Kind.STATISTICS, statistics));
        }
    }
}
