// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Verdict;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import io.deltabook.statistics.LaneCounters;

/**
 * The statistics row of one lane, as committed.
 *
 * @param lane exchange and symbol
 * @param mode sequence rule of the lane's ids
 * @param counters all counters
 * @param lastUpdateId id of the newest message processed, {@link io.deltabook.contract.Missing#ID}
 *     if there is none
 * @param firstSeq number of the first event; 0 unless the lane continues from a seed
 * @param events number of events written
 */
public record LaneReport(
        LaneId lane,
        SequenceMode mode,
        LaneCounters counters,
        long lastUpdateId,
        long firstSeq,
        long events) {
    /** Number after the last event. */
    public long nextSeq() {
        return firstSeq + events;
    }

    /** The verdict reached, not only the best one possible. */
    public Verdict verdict() {
        return StatisticsDataset.verdict(mode, counters);
    }
}
