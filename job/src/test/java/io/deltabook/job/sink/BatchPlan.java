// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.testing.EventText;
import io.deltabook.job.parquet.testing.Lanes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream of batches that a sequence of numbers stands for: lanes in turn, each through its hours.
 *
 * @param symbols one lane each
 * @param hours hours of each lane
 * @param batchesPerHour batches of one lane and hour
 * @param rows rows of a batch
 */
record BatchPlan(List<String> symbols, int hours, int batchesPerHour, int rows)
        implements Serializable {
    long batches() {
        return (long) symbols.size() * hours * batchesPerHour;
    }

    int laneOf(long number) {
        return (int) (number % symbols.size());
    }

    EventBatch batch(long number) {
        long ofLane = number / symbols.size();
        return Lanes.deltas(
                lane(laneOf(number)), Lanes.HOUR + ofLane / batchesPerHour, ofLane * rows, rows);
    }

    private Lane lane(int index) {
        return Lanes.lane(symbols.get(index));
    }

    /** All rows of one lane. */
    List<String> text(int lane) {
        List<String> rowsOfLane = new ArrayList<>();
        for (long number = lane; number < batches(); number += symbols.size()) {
            rowsOfLane.addAll(EventText.of(batch(number)));
        }
        return rowsOfLane;
    }
}
