// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import java.math.BigDecimal;

/**
 * One finding about the input, as stored in the incidents dataset. Absent numbers are {@link
 * Missing#ID} (or NaN for the drift), absent texts null.
 *
 * @param lane exchange and symbol
 * @param eventSeq the number of the symbol's next event
 * @param eventTimestampNanos time of the message concerned, ns
 * @param kind what happened
 * @param reason specific reason, e.g. a {@link RefusalReason} or the kind of the old message
 * @param source where it came from, e.g. {@code deltas}, {@code book}, {@code seed}
 * @param updateId id of the message concerned
 * @param expectedId the id expected next
 * @param actualId the id found instead
 * @param size missing ids of a gap, absent when unknown
 * @param rows rows concerned
 * @param side side concerned
 * @param price price concerned, null when none
 * @param quantity quantity concerned, null when none
 * @param drift drift measured before a resync, NaN when there was no book
 * @param detail further facts for human readers, may be null
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
