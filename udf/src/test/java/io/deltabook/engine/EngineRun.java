// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;

/** The engine on one lane, its state written and read back after every batch, as Flink does. */
final class EngineRun {
    final RecordingOutput output = new RecordingOutput();
    private final LaneEngine engine;
    private final SavedLane saved = new SavedLane();
    private LaneState state;

    EngineRun(DeltaScenario scenario, BookSettings settings) {
        this(scenario, settings, LaneEngine.MAX_MESSAGE_ROWS);
    }

    EngineRun(DeltaScenario scenario, BookSettings settings, int longestMessage) {
        engine = new LaneEngine(settings, output, longestMessage);
        state = engine.start(scenario.lane());
    }

    /** The lane continues from a seed. */
    EngineRun after(DeltaScenario scenario, BookSettings settings, LaneSeed seed) {
        state = saved.roundTrip(LaneState.seeded(scenario.lane(), settings, seed));
        return this;
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
        state = saved.roundTrip(state);
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
}
