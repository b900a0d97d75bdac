// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.idiomatic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps a symbol's book in map states and emits one event per delta, with its symbol. */
final class BookFunction
        extends KeyedProcessFunction<String, Delta, Tuple2<String, GenericRecord>> {
    private static final long serialVersionUID = 1;
    private static final long DELTAS_PER_SNAPSHOT = 100_000;

    private transient MapState<Double, Double> bids;
    private transient MapState<Double, Double> asks;
    private transient ValueState<Progress> progress;

    @Override
    public void open(OpenContext openContext) {
        bids = levels("bids");
        asks = levels("asks");
        progress =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>("progress", Types.POJO(Progress.class)));
    }

    private MapState<Double, Double> levels(String name) {
        return getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(name, Types.DOUBLE, Types.DOUBLE));
    }

    @Override
    public void processElement(
            Delta delta, Context context, Collector<Tuple2<String, GenericRecord>> out)
            throws Exception {
        Progress known = progress.value();
        Progress now = known == null ? new Progress() : known;
        if (delta.snapshot) {
            load(delta, now);
        } else {
            check(delta, now);
            apply(delta);
            now.deltas++;
            out.collect(Tuple2.of(delta.symbol, EventRecords.delta(delta, now)));
            if (now.deltas % DELTAS_PER_SNAPSHOT == 0) {
                out.collect(Tuple2.of(delta.symbol, snapshot(delta.originTime, now)));
            }
        }
        progress.update(now);
    }

    private void load(Delta delta, Progress now) throws Exception {
        if (now.loadingId != delta.updateId) {
            bids.clear();
            asks.clear();
            now.loadingId = delta.updateId;
            now.lastId = delta.updateId;
            now.live = true;
            now.suspect = false;
        }
        apply(delta);
    }

    private static void check(Delta delta, Progress now) {
        if (delta.updateId != now.lastId) {
            boolean follows = delta.prevUpdateId < 0 || delta.prevUpdateId == now.lastId;
            now.suspect |= now.live && !follows;
            now.lastId = delta.updateId;
        }
    }

    private void apply(Delta delta) throws Exception {
        MapState<Double, Double> side = delta.bid ? bids : asks;
        if (delta.quantity == 0) {
            side.remove(delta.price);
        } else {
            side.put(delta.price, delta.quantity);
        }
    }

    private GenericRecord snapshot(long time, Progress now) throws Exception {
        Comparator<Map.Entry<Double, Double>> byPrice = Map.Entry.comparingByKey();
        return EventRecords.snapshot(
                time, now, sorted(bids, byPrice.reversed()), sorted(asks, byPrice));
    }

    private static List<Map.Entry<Double, Double>> sorted(
            MapState<Double, Double> side, Comparator<Map.Entry<Double, Double>> order)
            throws Exception {
        List<Map.Entry<Double, Double>> levels = new ArrayList<>();
        for (Map.Entry<Double, Double> level : side.entries()) {
            levels.add(Map.entry(level.getKey(), level.getValue()));
        }
        levels.sort(order);
        return levels;
    }
}
