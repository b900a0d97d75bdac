// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** Why an input snapshot was not loaded. */
public enum RefusalReason {
    UNBRIDGED,
    BEHIND,
    ONE_SIDED,
    CROSSED,
    REJECTED_ROW;

    private static final RefusalReason[] VALUES = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static RefusalReason ofCode(int code) {
        return Codes.byCode(VALUES, code, "refusal reason");
    }
}
