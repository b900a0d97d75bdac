// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * Why a row could not be used. The list is closed; a row with several faults gets the first reason
 * in this order.
 */
public enum RejectReason {
    NULL_PRICE,
    NAN_PRICE,
    INFINITE_PRICE,
    NON_POSITIVE_PRICE,
    NULL_QUANTITY,
    NAN_QUANTITY,
    INFINITE_QUANTITY,
    NEGATIVE_QUANTITY,
    NULL_SIDE,
    UNKNOWN_SIDE,
    NULL_UPDATE_ID,
    NULL_TIME,
    PRICE_SCALE,
    QUANTITY_SCALE,
    PRICE_OVERFLOW,
    QUANTITY_OVERFLOW;

    private static final RejectReason[] VALUES = values();

    /** Code of a usable row in a batch; reasons are stored as {@link #code()}. */
    public static final int USABLE = 0;

    /** 1 for the first reason, so that 0 means usable. */
    public byte code() {
        return (byte) (ordinal() + 1);
    }

    public static RejectReason ofCode(int code) {
        return Codes.byCode(VALUES, code - 1, "reject reason");
    }
}
