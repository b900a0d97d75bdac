// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.oracle.ReferenceLane;

/** The state table of the contract, cell by cell, for the slow reference. */
final class ReferenceStateTableTest implements MessageCells, SnapshotCells, BookCells, TableCells {
    @Override
    public LaneRun run(DeltaScenario scenario, BookSettings settings) {
        ReferenceLane lane = new ReferenceLane(scenario.lane(), settings);
        for (DeltaBatch batch : scenario.batches(DeltaBatch.MAX_ROWS)) {
            lane.feed(batch);
        }
        return new LaneRun(
                lane.events(),
                lane.incidents(),
                lane.rejects(),
                counter -> lane.counters().value(counter.name()),
                lane.counters()::refused);
    }
}
