// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * How far a symbol's book can be trusted: no book, a book known to miss something, or a complete
 * one.
 */
public enum BookState {
    WAITING,
    SUSPECT,
    LIVE;

    private static final BookState[] VALUES = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static BookState ofCode(int code) {
        return Codes.byCode(VALUES, code, "book state");
    }
}
