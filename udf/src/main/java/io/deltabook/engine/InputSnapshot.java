// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.book.OrderBook;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotSource;

/**
 * A snapshot of the input.
 *
 * @param source where it came from
 * @param id its id
 * @param hasOwnId false if it has none and counts as one of the newest message
 * @param time its event time, ns
 * @param arrival its arrival time, ns; {@link io.deltabook.contract.Missing#TIME} if unknown
 * @param rows its rows
 * @param damage the damage of its rejected rows, and of those without a readable id next to it
 * @param book its levels
 */
record InputSnapshot(
        SnapshotSource source,
        long id,
        boolean hasOwnId,
        long time,
        long arrival,
        int rows,
        Damage damage,
        OrderBook book) {
    /** Number of levels that it lists on a side. */
    int listed(Side side) {
        return book.side(side).size();
    }
}
