// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.profile.DeltaFileFacts;
import java.util.Set;

/**
 * A found file whose footer was read.
 *
 * @param lanes selected lanes of its rows; for a bad file those that might be in it
 * @param facts its content, null for a bad file
 */
record SurveyedFile(FoundFile found, PlannedFile planned, Set<LaneId> lanes, DeltaFileFacts facts) {
    boolean isBad() {
        return planned.problem() != null;
    }

    SurveyedFile withLanes(Set<LaneId> others) {
        return new SurveyedFile(found, planned, others, facts);
    }

    SurveyedFile withTable(InputTable table) {
        return new SurveyedFile(found.withTable(table), planned, lanes, facts);
    }

    SurveyedFile withRank(int rank) {
        return new SurveyedFile(found.withRank(rank), planned, lanes, facts);
    }

    /** Whether nothing in the path contradicts the lane. */
    boolean mayHold(LaneId lane) {
        return agrees(found.exchange(), lane.exchange()) && agrees(found.symbol(), lane.symbol());
    }

    private static boolean agrees(String inPath, String value) {
        return inPath == null || inPath.equals(value);
    }
}
