// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import io.deltabook.number.NumberFault;

/** Finds the first reason, in the contract's order, why a delta row cannot be used. */
public final class RowFaults {
    /** Code of a side that is neither bid nor ask; bid and ask have the codes of {@code Side}. */
    public static final int UNKNOWN_SIDE = -1;

    /** Code of a side that is null. */
    public static final int NULL_SIDE = -2;

    private RowFaults() {}

    /** Code of a trade's side that is unknown to the venue; not a fault. */
    public static final int NO_SIDE = 2;

    /**
     * The first fault of a row, except {@code NULL_TIME}, which only the engine can detect.
     *
     * @param price scaled price or {@link NumberFault}
     * @param quantity scaled quantity or {@link NumberFault}
     * @param side code of the side, {@link #UNKNOWN_SIDE} or {@link #NULL_SIDE}
     * @param idMissing whether the row lacks an update id that its lane's rule needs
     * @param nonPositive whether 0 and negative prices are valid
     * @return null if the row can be used
     */
    public static RejectReason first(
            long price, long quantity, int side, boolean idMissing, boolean nonPositive) {
        boolean isPrice = nonPositive ? !NumberFault.isFault(price) : price > 0;
        if (isPrice && quantity >= 0 && side >= 0 && !idMissing) {
            return null;
        }
        RejectReason reason = ofPrice(price, nonPositive);
        if (reason == null) {
            reason = ofQuantity(quantity);
        }
        if (reason == null && side < 0) {
            reason = side == NULL_SIDE ? RejectReason.NULL_SIDE : RejectReason.UNKNOWN_SIDE;
        }
        if (reason == null && idMissing) {
            reason = RejectReason.NULL_UPDATE_ID;
        }
        return reason == null ? ofRange(price, quantity) : reason;
    }

    private static RejectReason ofPrice(long price, boolean nonPositive) {
        if (price == NumberFault.ABSENT) {
            return RejectReason.NULL_PRICE;
        }
        if (price == NumberFault.NOT_A_NUMBER) {
            return RejectReason.NAN_PRICE;
        }
        if (price == NumberFault.INFINITE) {
            return RejectReason.INFINITE_PRICE;
        }
        boolean isRefused = !nonPositive && (price == 0 || price == NumberFault.NEGATIVE);
        return isRefused ? RejectReason.NON_POSITIVE_PRICE : null;
    }

    private static RejectReason ofQuantity(long quantity) {
        if (quantity == NumberFault.ABSENT) {
            return RejectReason.NULL_QUANTITY;
        }
        if (quantity == NumberFault.NOT_A_NUMBER) {
            return RejectReason.NAN_QUANTITY;
        }
        if (quantity == NumberFault.INFINITE) {
            return RejectReason.INFINITE_QUANTITY;
        }
        return quantity == NumberFault.NEGATIVE ? RejectReason.NEGATIVE_QUANTITY : null;
    }

    private static RejectReason ofRange(long price, long quantity) {
        if (price == NumberFault.SCALE) {
            return RejectReason.PRICE_SCALE;
        }
        if (quantity == NumberFault.SCALE) {
            return RejectReason.QUANTITY_SCALE;
        }
        if (price == NumberFault.OVERFLOW) {
            return RejectReason.PRICE_OVERFLOW;
        }
        if (quantity == NumberFault.OVERFLOW) {
            return RejectReason.QUANTITY_OVERFLOW;
        }
        throw new IllegalArgumentException(
                "a row must have a fault of the closed list, but had price code %s, quantity code %s"
                        .formatted(price, quantity));
    }
}
