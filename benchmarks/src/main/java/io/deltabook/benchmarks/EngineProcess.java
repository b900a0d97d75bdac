// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.engine.LaneEngine;
import io.deltabook.engine.LaneState;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Runs the whole engine, from delta batches to event batches. */
public class EngineProcess extends MeasuredPart {
    @Param({"FUTURES", "SPOT"})
    public Shape shape;

    @Param({"20", "1000", "5000"})
    public int retained;

    private List<DeltaBatch> batches;
    private LaneEngine engine;
    private Lane lane;
    private long events;

    @Setup
    public void load() throws IOException {
        try (CaptureData data = CaptureData.of(shape)) {
            batches = data.batches();
            lane = data.group().lanes().get(0);
        }
        engine =
                new LaneEngine(
                        CaptureData.settings(retained),
                        new CaptureData.EventsOnly(batch -> events += batch.size()));
    }

    @Benchmark
    public long process(Rows counter) {
        LaneState state = engine.start(lane);
        for (DeltaBatch batch : batches) {
            engine.process(state, batch);
            counter.rows += batch.size();
        }
        return events;
    }
}
