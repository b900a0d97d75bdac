// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** Where the full snapshots of a lane are found. */
public enum LaneSnapshots {
    /** Among the deltas, in rows marked by a column; and in the book table. */
    MARKED,
    /** Among the deltas, unmarked, because the files have no column for it. */
    UNMARKED,
    /** In the book table, and there are no deltas: a recording of full books. */
    BOOKS,
    /** Like {@link #BOOKS}, but changes between consecutive books are written as deltas. */
    DIFFERENCES;

    private static final LaneSnapshots[] VALUES = values();

    /** Whether a lane has no deltas. */
    public boolean isBooksOnly() {
        return this == BOOKS || this == DIFFERENCES;
    }

    public byte code() {
        return (byte) ordinal();
    }

    public static LaneSnapshots ofCode(int code) {
        return Codes.byCode(VALUES, code, "place of snapshots");
    }
}
