// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import java.util.Locale;

/** Where an input snapshot came from. */
public enum SnapshotSource {
    /** Rows of the delta table marked as a snapshot. */
    DELTAS,
    /** An unmarked message of the delta table that has the shape of a snapshot. */
    IMPLICIT,
    /** A row of the book table. */
    BOOK,
    /** The CLOSING snapshot of an earlier run. */
    SEED;

    private static final SnapshotSource[] VALUES = values();

    /** Lower-case word used in incidents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public byte code() {
        return (byte) ordinal();
    }

    public static SnapshotSource ofCode(int code) {
        return Codes.byCode(VALUES, code, "snapshot source");
    }
}
