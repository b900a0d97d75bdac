// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** Looks up enum constants by their wire code and rejects unknown codes by value. */
final class Codes {
    private Codes() {}

    static <E extends Enum<E>> E byCode(E[] values, int code, String what) {
        if (code < 0 || code >= values.length) {
            throw new IllegalArgumentException(
                    what + " code must be 0.." + (values.length - 1) + ", but was " + code);
        }
        return values[code];
    }
}
