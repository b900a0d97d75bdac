// SPDX-License-Identifier: Apache-2.0
package io.deltabook.statistics;

import io.deltabook.contract.Lane;

/**
 * The row of the statistics dataset that a lane writes when it ends.
 *
 * @param lane the lane
 * @param counters every counter of the lane
 * @param lastUpdateId id of the newest message taken, {@link io.deltabook.contract.Missing#ID} when
 *     none
 * @param firstSeq number of the first event; 0 but in a lane that begins with a seed
 * @param events events written
 */
public record LaneStatistics(
        Lane lane, LaneCounters counters, long lastUpdateId, long firstSeq, long events) {}
