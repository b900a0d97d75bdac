// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** What a row of the incidents dataset reports; only facts that follow from the input. */
public enum IncidentKind {
    GAP,
    STALE,
    LATE,
    DUPLICATE,
    REGRESSION,
    RESTART,
    RESYNC,
    REFUSED_SNAPSHOT,
    CROSSED,
    REPAIR,
    SILENCE,
    FROZEN,
    BAD_FILE,
    TIME_REGRESSION,
    RING_OVERFLOW;

    private static final IncidentKind[] VALUES = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static IncidentKind ofCode(int code) {
        return Codes.byCode(VALUES, code, "incident kind");
    }
}
