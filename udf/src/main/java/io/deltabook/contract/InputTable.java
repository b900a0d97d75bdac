// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** Input table a row came from. */
public enum InputTable {
    DELTAS,
    TRADES,
    BOOK;

    private static final InputTable[] VALUES = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static InputTable ofCode(int code) {
        return Codes.byCode(VALUES, code, "input table");
    }
}
