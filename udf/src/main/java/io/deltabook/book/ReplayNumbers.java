// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Lane;
import io.deltabook.number.Decimal128Bytes;
import io.deltabook.number.ScaledDecimal;
import io.deltabook.number.WideDecimals;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The numbers a {@link ReplayBook} holds for DECIMAL(38,18) values: longs at as many decimals as
 * its values need, or, where no long is wide enough, tokens of a pool.
 *
 * @param priceScale decimals of prices that are longs
 * @param quantityScale decimals of quantities that are longs
 * @param pool null where the numbers are longs
 */
record ReplayNumbers(int priceScale, int quantityScale, WideDecimals pool) {
    /** Numbers of a pool after which those still in use move to another. */
    private static final int MOST_POOLED = 1 << 20;

    static final ReplayNumbers LEAST = new ReplayNumbers(0, 0, null);

    static ReplayNumbers pooled() {
        return new ReplayNumbers(Lane.MAX_SCALE, Lane.MAX_SCALE, new WideDecimals());
    }

    boolean hasPrice(long high, long low) {
        return pool != null || ScaledDecimal.at(priceScale, high, low) != ScaledDecimal.NONE;
    }

    boolean hasQuantity(long high, long low) {
        return pool != null || ScaledDecimal.at(quantityScale, high, low) != ScaledDecimal.NONE;
    }

    /** Numbers that also hold a price; tokens if need be. */
    ReplayNumbers withPrice(long high, long low) {
        int least = ScaledDecimal.leastScale(high, low);
        return least < 0
                ? pooled()
                : new ReplayNumbers(Math.max(priceScale, least), quantityScale, null);
    }

    /** Numbers that also hold a quantity; tokens if need be. */
    ReplayNumbers withQuantity(long high, long low) {
        int least = ScaledDecimal.leastScale(high, low);
        return least < 0
                ? pooled()
                : new ReplayNumbers(priceScale, Math.max(quantityScale, least), null);
    }

    boolean isFull() {
        return pool != null && pool.size() > MOST_POOLED;
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
     * A price of these numbers among others.
     *
     * @throws ArithmeticException if they cannot hold it
     */
    long priceIn(ReplayNumbers others, long price) {
        return others.pool == null
                ? Math.multiplyExact(price, factor(priceScale, others.priceScale))
                : others.pool.token(unscaled(price, priceScale));
    }

    /**
     * A quantity of these numbers among others.
     *
     * @throws ArithmeticException if they cannot hold it
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
}
