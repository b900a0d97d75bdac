// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.engine.LaneEngine;
import io.deltabook.engine.LaneState;
import io.deltabook.job.operator.OrderBookFunction;
import io.deltabook.job.serialization.LaneStateSerializer;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Gets and puts a lane's state in RocksDB, through the real serializer. */
public class StateAccess extends MeasuredPart {
    private static final String KEY = "lane";
    private static final long TIME = 1_723_161_600_000_000_000L;

    /** Levels per side of the book. */
    @Param({"20", "1000", "5000"})
    public int depth;

    private final Access access = new Access();
    private KeyedOneInputStreamOperatorTestHarness<String, String, Long> operator;

    @Setup
    public void open() throws Exception {
        access.initial = state(depth);
        operator =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(access), key -> key, Types.STRING);
        operator.setStateBackend(new EmbeddedRocksDBStateBackend());
        operator.open();
        operator.processElement(KEY, 0);
    }

    @TearDown
    public void close() throws Exception {
        operator.close();
    }

    @Benchmark
    public void getAndPut() throws Exception {
        operator.processElement(KEY, 0);
    }

    /** A book with this many levels per side, loaded from one snapshot. */
    private static LaneState state(int depth) throws IOException {
        Lane lane = new Lane(new LaneId("X", "A"), KEY, SequenceMode.MONOTONIC, 8, 8);
        LaneEngine engine =
                new LaneEngine(CaptureData.settings(5_000), new CaptureData.EventsOnly(e -> {}));
        LaneState state = engine.start(lane);
        DeltaBatch batch = new DeltaBatch(lane, "file", 2 * depth + 1);
        for (int i = 0; i < depth; i++) {
            long quantity = 12_345_678 + 1_000L * i;
            level(batch, true, Side.BID, 268_162_000_000L - 1_000_000L * i, quantity);
            level(batch, true, Side.ASK, 268_163_000_000L + 1_000_000L * i, quantity);
        }
        level(batch, false, Side.BID, 268_162_000_000L, 1);
        engine.process(state, batch);
        return state;
    }

    private static void level(
            DeltaBatch batch, boolean snapshot, Side side, long price, long quantity) {
        batch.append(
                batch.size(),
                TIME,
                TIME,
                snapshot ? 1 : 2,
                Missing.ID,
                Missing.ID,
                snapshot,
                side,
                price,
                quantity);
    }

    /** Reads the state and writes it back. */
    private static final class Access extends KeyedProcessFunction<String, String, Long> {
        private static final long serialVersionUID = 1;

        private transient LaneState initial;
        private transient ValueState<LaneState> lanes;

        @Override
        public void open(OpenContext openContext) {
            lanes =
                    getRuntimeContext()
                            .getState(
                                    new ValueStateDescriptor<>(
                                            OrderBookFunction.STATE_NAME,
                                            LaneStateSerializer.INSTANCE));
        }

        @Override
        public void processElement(String key, Context context, Collector<Long> out)
                throws Exception {
            LaneState known = lanes.value();
            lanes.update(known == null ? initial : known);
        }
    }
}
