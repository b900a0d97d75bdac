// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** Kind of an output row. */
public enum EventType {
    TRADE,
    BOOK_SNAPSHOT,
    BOOK_DELTA;

    private static final EventType[] VALUES = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static EventType ofCode(int code) {
        return Codes.byCode(VALUES, code, "event type");
    }
}
