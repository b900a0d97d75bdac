// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Lane;
import io.deltabook.contract.Side;
import io.deltabook.number.Decimal128Bytes;
import io.deltabook.number.ScaledDecimal;
import io.deltabook.number.WideDecimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The numbers that a {@link ReplayBook} uses for DECIMAL(38,18) values: longs with as many decimals
 * as the values need or, if no long is wide enough, tokens of a pool.
 *
 * @param priceScale decimals of prices held as longs
 * @param quantityScale decimals of quantities held as longs
 * @param pool null if the numbers are longs
 */
record ReplayNumbers(int priceScale, int quantityScale, WideDecimals pool) {
    /** Pool size at which the numbers still in use are moved to a new pool. */
    private static final int MAX_POOLED = 1 << 20;

    static final ReplayNumbers MIN = new ReplayNumbers(0, 0, null);

    static ReplayNumbers pooled() {
        return new ReplayNumbers(Lane.MAX_SCALE, Lane.MAX_SCALE, new WideDecimals());
    }

    boolean hasPrice(long high, long low) {
        return pool != null || ScaledDecimal.at(priceScale, high, low) != ScaledDecimal.NONE;
    }

    boolean hasQuantity(long high, long low) {
        return pool != null || ScaledDecimal.at(quantityScale, high, low) != ScaledDecimal.NONE;
    }

    /** A representation that also holds a price; tokens if necessary. */
    ReplayNumbers withPrice(long high, long low) {
        int min = ScaledDecimal.minScale(high, low);
        return min < 0
                ? pooled()
                : new ReplayNumbers(Math.max(priceScale, min), quantityScale, null);
    }

    /** A representation that also holds a quantity; tokens if necessary. */
    ReplayNumbers withQuantity(long high, long low) {
        int min = ScaledDecimal.minScale(high, low);
        return min < 0
                ? pooled()
                : new ReplayNumbers(priceScale, Math.max(quantityScale, min), null);
    }

    boolean isFull() {
        return pool != null && pool.size() > MAX_POOLED;
    }

    long price(long high, long low) {
        return pool == null ? ScaledDecimal.at(priceScale, high, low) : token(high, low);
    }

    long quantity(long high, long low) {
        return pool == null ? ScaledDecimal.at(quantityScale, high, low) : token(high, low);
    }

    private long token(long high, long low) {
        BigInteger lower = new BigInteger(Long.toUnsignedString(low));
        return pool.token(BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lower));
    }

    /**
     * Converts a price of this representation to another.
     *
     * @throws ArithmeticException if that cannot hold it
     */
    long priceIn(ReplayNumbers others, long price) {
        return others.pool == null
                ? Math.multiplyExact(price, factor(priceScale, others.priceScale))
                : others.pool.token(unscaled(price, priceScale));
    }

    /**
     * Converts a quantity of this representation to another.
     *
     * @throws ArithmeticException if that cannot hold it
     */
    long quantityIn(ReplayNumbers others, long quantity) {
        return others.pool == null
                ? Math.multiplyExact(quantity, factor(quantityScale, others.quantityScale))
                : others.pool.token(unscaled(quantity, quantityScale));
    }

    private static long factor(int scale, int finer) {
        return Decimal128Bytes.factor(Lane.MAX_SCALE - (finer - scale));
    }

    private BigInteger unscaled(long number, int scale) {
        return WideDecimals.number(pool, number)
                .multiply(BigInteger.valueOf(Decimal128Bytes.factor(scale)));
    }

    BigDecimal priceValue(long price) {
        return new BigDecimal(unscaled(price, priceScale), Lane.MAX_SCALE);
    }

    BigDecimal quantityValue(long quantity) {
        return new BigDecimal(unscaled(quantity, quantityScale), Lane.MAX_SCALE);
    }

    /**
     * The number of the worst price of a side that is not worse than a limit; {@link
     * ScaledDecimal#NONE} if no long holds it.
     */
    long limit(Side side, BigDecimal limit) {
        RoundingMode rounding = side == Side.BID ? RoundingMode.CEILING : RoundingMode.FLOOR;
        BigInteger number = limit.setScale(priceScale, rounding).unscaledValue();
        if (pool != null) {
            return pool.token(number);
        }
        return number.bitLength() < Long.SIZE ? number.longValue() : ScaledDecimal.NONE;
    }

    BigDecimal shortPrice(long price) {
        return pool == null ? BigDecimal.valueOf(price, priceScale) : priceValue(price);
    }

    BigDecimal shortQuantity(long quantity) {
        return pool == null ? BigDecimal.valueOf(quantity, quantityScale) : quantityValue(quantity);
    }
}
