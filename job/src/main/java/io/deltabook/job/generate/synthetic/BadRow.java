// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import io.deltabook.contract.RejectReason;
import org.apache.parquet.io.api.Binary;

/** Turns a usable row into one that must be rejected for a given reason, at decimal scale 8. */
final class BadRow {
    private static final Binary NO_SIDE = Binary.fromConstantByteArray(new byte[] {'m', 'i', 'd'});

    /** More decimals than any representation holds. */
    private static final double TWENTY_DECIMALS = 1.5e-19;

    /** Larger than any representation holds. */
    private static final double BEYOND_DECIMAL = 1e21;

    private BadRow() {}

    static void spoil(NativeRow row, RejectReason reason) {
        switch (reason) {
            case NULL_PRICE -> row.priceIsNull = true;
            case NAN_PRICE -> row.price = Double.NaN;
            case INFINITE_PRICE -> row.price = Double.POSITIVE_INFINITY;
            case NON_POSITIVE_PRICE -> row.price = -row.price;
            case NULL_QUANTITY -> row.quantityIsNull = true;
            case NAN_QUANTITY -> row.quantity = Double.NaN;
            case INFINITE_QUANTITY -> row.quantity = Double.NEGATIVE_INFINITY;
            case NEGATIVE_QUANTITY -> row.quantity = -1;
            case NULL_SIDE -> row.side = null;
            case UNKNOWN_SIDE -> row.side = NO_SIDE;
            case NULL_UPDATE_ID -> row.updateId = DeltaMessage.NO_ID;
            case NULL_TIME -> {
                row.eventTime = DeltaMessage.NO_ID;
                row.arrivalTime = DeltaMessage.NO_ID;
            }
            case PRICE_SCALE -> row.price = TWENTY_DECIMALS;
            case QUANTITY_SCALE -> row.quantity = TWENTY_DECIMALS;
            case PRICE_OVERFLOW -> row.price = BEYOND_DECIMAL;
            case QUANTITY_OVERFLOW -> row.quantity = BEYOND_DECIMAL;
        }
    }
}
