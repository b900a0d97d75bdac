// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The engine on one lane, its state written and read back after every batch, as Flink does. */
final class EngineRun {
    final RecordingOutput output = new RecordingOutput();
    private final LaneEngine engine;
    private LaneState state;

    EngineRun(DeltaScenario scenario, BookSettings settings) {
        engine = new LaneEngine(settings, output);
        state = engine.start(scenario.lane());
    }

    static EngineRun of(DeltaScenario scenario, BookSettings settings, int batchRows) {
        EngineRun run = new EngineRun(scenario, settings);
        for (DeltaBatch batch : scenario.batches(batchRows)) {
            run.process(batch);
        }
        return run;
    }

    void process(DeltaBatch batch) {
        engine.process(state, batch);
        state = roundTrip(state);
    }

    LaneState state() {
        return state;
    }

    LaneRun result() {
        return new LaneRun(
                output.events,
                output.incidents,
                output.rejects,
                counter -> state.counters().value(counter),
                reason -> state.counters().refused(reason));
    }

    private static LaneState roundTrip(LaneState state) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            LaneStateCodec.write(state, new DataOutputStream(bytes));
            ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
            LaneState restored = LaneStateCodec.read(new DataInputStream(in));
            if (in.available() != 0) {
                throw new AssertionError(in.available() + " bytes of the state were not read");
            }
            return restored;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
