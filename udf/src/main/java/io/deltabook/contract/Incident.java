// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import java.math.BigDecimal;

/**
 * One finding about the input, as the incidents dataset keeps it. Absent numbers are {@link
 * Missing#ID} (or NaN for the drift), absent texts null.
 *
 * @param lane exchange and symbol
 * @param eventSeq the number that the symbol's next event gets
 * @param eventTimestampNanos time of the message concerned, ns
 * @param kind what happened
 * @param reason closer reason, e.g. a {@link RefusalReason} or the kind of the old message
 * @param source where it came from, e.g. {@code deltas}, {@code book}, {@code seed}
 * @param updateId id of the message concerned
 * @param expectedId the id that would have been in order
 * @param actualId the id found instead
 * @param size missing ids of a gap, absent when unknown
 * @param rows rows concerned
 * @param side side concerned
 * @param price price concerned, null when none
 * @param quantity quantity concerned, null when none
 * @param drift drift measured before a resync, NaN when there was no book
 * @param detail further facts for a reader, may be null
 */
public record Incident(
        LaneId lane,
        long eventSeq,
        long eventTimestampNanos,
        IncidentKind kind,
        String reason,
        String source,
        long updateId,
        long expectedId,
        long actualId,
        long size,
        long rows,
        Side side,
        BigDecimal price,
        BigDecimal quantity,
        double drift,
        String detail) {}
