// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import java.util.List;

/**
 * One output row as the contract's section 4.1 describes it; fields that its type does not have are
 * null, 0 or false.
 */
public record ReferenceEvent(
        long seq,
        long timeNanos,
        EventType type,
        BookState state,
        long updateId,
        Side side,
        long price,
        long quantity,
        boolean lastInMessage,
        SnapshotKind kind,
        List<ReferenceLevel> bids,
        List<ReferenceLevel> asks,
        int certifiedBids,
        int certifiedAsks,
        int coveredBids,
        int coveredAsks) {

    /** A BOOK_DELTA. */
    public static ReferenceEvent delta(
            long seq,
            long timeNanos,
            BookState state,
            long updateId,
            Side side,
            long price,
            long quantity,
            boolean lastInMessage) {
        return new ReferenceEvent(
                seq,
                timeNanos,
                EventType.BOOK_DELTA,
                state,
                updateId,
                side,
                price,
                quantity,
                lastInMessage,
                null,
                List.of(),
                List.of(),
                0,
                0,
                0,
                0);
    }

    /** A TRADE; its id stands in place of the message's. */
    public static ReferenceEvent trade(
            long seq,
            long timeNanos,
            BookState state,
            long tradeId,
            Side side,
            long price,
            long quantity) {
        return new ReferenceEvent(
                seq,
                timeNanos,
                EventType.TRADE,
                state,
                tradeId,
                side,
                price,
                quantity,
                false,
                null,
                List.of(),
                List.of(),
                0,
                0,
                0,
                0);
    }

    /** A BOOK_SNAPSHOT. */
    public static ReferenceEvent snapshot(
            long seq,
            long timeNanos,
            BookState state,
            long updateId,
            SnapshotKind kind,
            List<ReferenceLevel> bids,
            List<ReferenceLevel> asks,
            int certifiedBids,
            int certifiedAsks,
            int coveredBids,
            int coveredAsks) {
        return new ReferenceEvent(
                seq,
                timeNanos,
                EventType.BOOK_SNAPSHOT,
                state,
                updateId,
                null,
                0,
                0,
                false,
                kind,
                bids,
                asks,
                certifiedBids,
                certifiedAsks,
                coveredBids,
                coveredAsks);
    }
}
