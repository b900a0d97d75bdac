// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;

/**
 * One row of a lane as the contract speaks of it, or a file that was left out. Ids and times are
 * {@link Missing#ID} and {@link Missing#TIME} where absent.
 *
 * @param row 0-based row in its file
 * @param snapshot whether a delta is marked as part of a full snapshot
 * @param side of a rejected row null where it cannot be read; of a trade null where unknown
 * @param price scaled; of a rejected row {@link Missing#ID} where it cannot be read
 * @param fault why the row is rejected, null for a usable one
 */
public record ReferenceInput(
        Kind kind,
        String file,
        long row,
        long eventNanos,
        long arrivalNanos,
        long updateId,
        long firstId,
        long previousId,
        boolean snapshot,
        Side side,
        long price,
        long quantity,
        RejectReason fault) {

    /** What stands in a lane. */
    public enum Kind {
        DELTA,
        /** A delta whose price and quantity are 0: it only moves the ids. */
        ID_ONLY,
        TRADE,
        /** One level of a row of the book table. */
        BOOK_LEVEL,
        LEFT_OUT_FILE
    }

    boolean isUsable() {
        return kind == Kind.DELTA && fault == null;
    }

    /** Whether side and price of a rejected row can be read. */
    boolean isReadable() {
        return side != null && price != Missing.ID;
    }
}
