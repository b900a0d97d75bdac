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
 * @param mode sequence rule of its ids
 * @param counters every counter
 * @param lastUpdateId id of the newest message taken, {@link io.deltabook.contract.Missing#ID} when
 *     none
 * @param firstSeq number of the first event; 0 but in a lane that goes on from a seed
 * @param events events written
 */
public record LaneReport(
        LaneId lane,
        SequenceMode mode,
        LaneCounters counters,
        long lastUpdateId,
        long firstSeq,
        long events) {
    /** Number behind that of the last event. */
    public long nextSeq() {
        return firstSeq + events;
    }

    /** What came out, not only what could. */
    public Verdict verdict() {
        return StatisticsDataset.verdict(mode, counters);
    }
}
