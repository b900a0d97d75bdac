// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * A row that could not be used, as stored in the rejects dataset.
 *
 * @param lane exchange and symbol
 * @param table input table
 * @param file the file as planned
 * @param row 0-based row in the file
 * @param reason first fault in the order of {@link RejectReason}
 * @param updateId id of the message, {@link Missing#ID} when absent
 * @param originTimeNanos event time in ns, {@link Missing#TIME} when absent
 * @param side side as found, null if null
 * @param price price as found, null if null
 * @param quantity quantity as found, null if null
 */
public record Reject(
        LaneId lane,
        InputTable table,
        String file,
        long row,
        RejectReason reason,
        long updateId,
        long originTimeNanos,
        String side,
        String price,
        String quantity) {}
