// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** Side of the book on which a level rests. The code is the wire and state form. */
public enum Side {
    BID,
    ASK;

    private static final Side[] VALUES = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static Side ofCode(int code) {
        return Codes.byCode(VALUES, code, "side");
    }
}
