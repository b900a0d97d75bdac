// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** How prices and quantities are represented between reading and writing. */
public enum DecimalStrategy {
    /** int64 at a scale: fast; the row of a number that does not fit is rejected. */
    PIPS,
    /** Any DECIMAL(38,18), exactly; slower. */
    DECIMAL128;

    private static final DecimalStrategy[] VALUES = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static DecimalStrategy ofCode(int code) {
        return Codes.byCode(VALUES, code, "decimal strategy");
    }
}
