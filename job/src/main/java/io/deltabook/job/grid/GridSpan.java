// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

/**
 * Consecutive events of a lane whose rows are made by one task. It begins with the first event at
 * or after its start, and takes all up to the first one at or after its end.
 *
 * @param start start of its first hour, epoch ns
 * @param end end of its last hour, epoch ns
 * @param firstSeq number of its first event
 * @param endSeq number of the event after its last one
 * @param isFirst whether it begins with the lane's first event
 * @param isLast whether it ends with the lane's last event
 */
record GridSpan(
        long start, long end, long firstSeq, long endSeq, boolean isFirst, boolean isLast) {}
