// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * Why a BOOK_SNAPSHOT was written; if several kinds apply to one message, the first constant wins.
 */
public enum SnapshotKind {
    RESYNC,
    CHECK,
    PERIODIC,
    INTERVAL,
    CLOSING;

    private static final SnapshotKind[] VALUES = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static SnapshotKind ofCode(int code) {
        return Codes.byCode(VALUES, code, "snapshot kind");
    }
}
