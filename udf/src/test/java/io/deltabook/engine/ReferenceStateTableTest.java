// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.oracle.ReferenceLane;

/** The state table of the contract, cell by cell, for the slow reference. */
final class ReferenceStateTableTest
        implements MessageCells,
                SnapshotCells,
                SnapshotShapeCells,
                NumberingCells,
                DamageCells,
                BookCells,
                TableCells {
    @Override
    public LaneRun run(DeltaScenario scenario, BookSettings settings) {
        ReferenceLane lane = new ReferenceLane(scenario.lane(), settings);
        lane.feed(scenario.inputs());
        if (scenario.hasEnd()) {
            lane.end();
        }
        return new LaneRun(
                lane.events(),
                lane.incidents(),
                lane.rejects(),
                counter -> lane.counters().value(counter.name()),
                lane.counters()::refused);
    }
}
