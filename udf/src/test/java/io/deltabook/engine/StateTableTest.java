// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;

/** The state table of the contract, cell by cell, for the engine, in small batches. */
final class StateTableTest
        implements MessageCells,
                SnapshotCells,
                SnapshotShapeCells,
                NumberingCells,
                DamageCells,
                BookCells,
                TableCells {
    private static final int FEW_ROWS = 3;
    private static final int SMALL_SCENARIO = 1_000;

    @Override
    public LaneRun run(DeltaScenario scenario, BookSettings settings) {
        boolean small = scenario.size() <= SMALL_SCENARIO;
        int batchRows = small ? FEW_ROWS : DeltaBatch.MAX_ROWS;
        return EngineRun.of(scenario, settings, batchRows).result();
    }
}
