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
import io.deltabook.job.serialization.LaneStateSerializer;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Flink's shell of {@link LaneEngine}: at most one get and one put of the lane's state per batch.
 * That state holds everything a lane knows, including its counters; it is dropped when the lane
 * ends. Recently used lanes also stay on the heap, which saves the get: nothing else writes their
 * state, and a copy never outlives the operator. This requires a backend that stores bytes, such as
 * RocksDB.
 */
public final class OrderBookFunction extends KeyedProcessFunction<String, DeltaBatch, EventBatch> {
    /** Name of the keyed state that holds a lane. */
    public static final String STATE_NAME = "lane";

    /** Name of the keyed state for the past messages that a lane's book may still need. */
    public static final String RING_NAME = "ring";

    /** Number of lanes that a subtask keeps on the heap beside their state. */
    public static final int MOST_WARM_LANES = 64;

    private static final long serialVersionUID = 1;

    private final BookSettings settings;
    private final LaneSeeds seeds;
    private final SideOutputs.Wanted wanted;
    private transient ValueState<LaneState> lanes;
    private transient KeyedMessages ring;
    private transient Map<String, LaneState> warm;
    private transient LaneEngine engine;
    private transient FlinkOutput output;
    private transient OrderBookMetrics metrics;

    /**
     * @param seeds what lanes continue from
     * @param wanted which outputs are written
     */
    public OrderBookFunction(BookSettings settings, LaneSeeds seeds, SideOutputs.Wanted wanted) {
        this.settings = settings;
        this.seeds = seeds;
        this.wanted = wanted;
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
        metrics = new OrderBookMetrics(getRuntimeContext().getMetricGroup());
        output = new FlinkOutput();
        engine = new LaneEngine(settings, output);
    }

    @Override
    public void processElement(DeltaBatch batch, Context context, Collector<EventBatch> out)
            throws Exception {
        String key = context.getCurrentKey();
        LaneState lane = warm.get(key);
        if (lane == null) {
            lane = restored(batch);
            warm.put(key, lane);
        }
        LaneCounters counters = lane.counters();
        long gaps = counters.value(Counter.GAPS);
        long messages = counters.value(Counter.MESSAGES);
        output.context = context;
        output.out = out;
        process(lane, batch);
        if (batch.isEndOfLane()) {
            lane.dropMessages(ring);
            lanes.clear();
            warm.remove(key);
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
        private Context context;
        private Collector<EventBatch> out;

        @Override
        public void events(EventBatch batch) {
            metrics.events(batch.size());
            out.collect(batch);
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
            context.output(SideOutputs.QUOTES, batch);
        }

        @Override
        public void period(Period period) {
            context.output(SideOutputs.PERIODS, period);
        }

        @Override
        public void reject(Reject reject) {
            context.output(SideOutputs.REJECTS, reject);
        }

        @Override
        public void incident(Incident incident) {
            context.output(SideOutputs.INCIDENTS, incident);
        }

        @Override
        public void statistics(LaneStatistics statistics) {
            context.output(SideOutputs.STATISTICS, statistics);
        }
    }
}
