// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** What happens when the best bid is at or above the best ask after a whole message. */
public enum CrossedPolicy {
    REPAIR,
    FLAG,
    OFF,
    FAIL;

    private static final CrossedPolicy[] VALUES = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static CrossedPolicy ofCode(int code) {
        return Codes.byCode(VALUES, code, "crossed policy");
    }
}
