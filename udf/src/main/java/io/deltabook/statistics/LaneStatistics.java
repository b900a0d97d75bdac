// SPDX-License-Identifier: Apache-2.0
package io.deltabook.statistics;

import io.deltabook.contract.Lane;

/**
 * The row of the statistics dataset that a lane writes when it ends.
 *
 * @param lane the lane
 * @param counters every counter of the lane
 * @param lastUpdateId id of the newest accepted message, {@link io.deltabook.contract.Missing#ID}
 *     if there is none
 * @param firstSeq number of the first event; 0 except in a lane that starts with a seed
 * @param events events written
 */
public record LaneStatistics(
        Lane lane, LaneCounters counters, long lastUpdateId, long firstSeq, long events) {}
