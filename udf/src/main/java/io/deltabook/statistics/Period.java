// SPDX-License-Identifier: Apache-2.0
package io.deltabook.statistics;

import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;

/**
 * A run of a symbol's events with one book state. The periods of a lane follow each other without
 * holes: each starts with the event after the last one of the period before it.
 *
 * @param lane exchange and symbol
 * @param fromSeq number of its first event
 * @param toSeq number of its last event
 * @param fromNanos event time of its first event, ns
 * @param toNanos event time of the next period's first event, ns; of the last event in the last
 *     period
 * @param state state of the book
 * @param cause what began it: the name of an {@link io.deltabook.contract.IncidentKind}, {@code
 *     REJECT} for a row without a readable price or side, null at the start of a lane
 * @param messages messages in it
 * @param gaps gaps in it, among them the one that began it
 */
public record Period(
        LaneId lane,
        long fromSeq,
        long toSeq,
        long fromNanos,
        long toNanos,
        BookState state,
        String cause,
        long messages,
        long gaps) {
    /** Number of its events. */
    public long events() {
        return toSeq - fromSeq + 1;
    }
}
