// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.EventBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.engine.BookSettings;
import io.deltabook.engine.EngineOutput;
import io.deltabook.engine.LaneEngine;
import io.deltabook.engine.LaneState;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.source.lane.DeltaFileWalk;
import io.deltabook.job.source.lane.LaneChunk;
import io.deltabook.job.source.lane.LanePosition;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import java.io.IOException;

/** Reads a planned lane and hands it to the engine, without Flink. */
public final class LaneEngineRun implements EngineOutput {
    private LaneStatistics statistics;

    private LaneEngineRun() {}

    /** The statistics of a group of one lane at its end. */
    public static LaneStatistics of(LaneGroup group) throws IOException {
        LaneEngineRun output = new LaneEngineRun();
        LaneEngine engine = new LaneEngine(BookSettings.defaults(), output);
        LaneState state = engine.start(group.lanes().get(0));
        try (DeltaFileWalk walk =
                new DeltaFileWalk(group, BadFilePolicy.FAIL, LanePosition.START)) {
            for (LaneChunk chunk = walk.next(); chunk != null; chunk = walk.next()) {
                for (DeltaBatch batch : chunk.batches()) {
                    engine.process(state, batch);
                }
            }
        }
        return output.statistics;
    }

    @Override
    public void events(EventBatch batch) {}

    @Override
    public void quotes(QuoteBatch batch) {}

    @Override
    public void period(Period period) {}

    @Override
    public void reject(Reject reject) {}

    @Override
    public void incident(Incident incident) {}

    @Override
    public void statistics(LaneStatistics ended) {
        statistics = ended;
    }
}
