// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * State in which a lane without a snapshot begins: by the sequence mode, waiting, or building from
 * empty.
 */
public enum ColdStart {
    AUTO,
    WAIT,
    BUILD;

    private static final ColdStart[] VALUES = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static ColdStart ofCode(int code) {
        return Codes.byCode(VALUES, code, "cold start");
    }
}
