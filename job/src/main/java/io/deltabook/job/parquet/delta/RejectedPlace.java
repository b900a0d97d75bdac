// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.delta.column.RawText;
import io.deltabook.number.NumberFault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Where a rejected row would have been in the book, as far as its side and price are readable. */
final class RejectedPlace {
    /** The side or the price is unreadable. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** A double has at most 1,074. */
    private static final int MAX_DECIMALS = 1_100;

    private RejectedPlace() {}

    /**
     * The price of a row; for one that a book cannot hold, the next worse.
     *
     * @param side code of its side
     * @param price its scaled price, or why there is none
     * @param rawPrice its price as found
     * @return {@link #UNKNOWN} if the side or the price is unreadable
     */
    static long of(int side, long price, String rawPrice, DeltaBatch batch) {
        if (side < 0) {
            return UNKNOWN;
        }
        if (!NumberFault.isFault(price)) {
            return price;
        }
        if (price == NumberFault.NEGATIVE) {
            return number(BigInteger.ONE.negate(), batch);
        }
        return price == NumberFault.SCALE ? nextWorse(Side.ofCode(side), rawPrice, batch) : UNKNOWN;
    }

    /** A price of too many decimals lies between two that a book can hold. */
    private static long nextWorse(Side side, String rawPrice, DeltaBatch batch) {
        if (rawPrice == null || rawPrice.length() >= RawText.MAX_LENGTH) {
            return UNKNOWN;
        }
        try {
            BigDecimal price = new BigDecimal(rawPrice.strip());
            if (price.scale() > MAX_DECIMALS
                    || price.precision() - price.scale() > Lane.MAX_SCALE) {
                return UNKNOWN;
            }
            RoundingMode worse = side == Side.BID ? RoundingMode.FLOOR : RoundingMode.CEILING;
            return number(price.setScale(batch.lane().priceScale(), worse).unscaledValue(), batch);
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    private static long number(BigInteger scaled, DeltaBatch batch) {
        if (batch.pool() != null) {
            return batch.pool().token(scaled);
        }
        return scaled.bitLength() < Long.SIZE ? scaled.longValue() : UNKNOWN;
    }
}
