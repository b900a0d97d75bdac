// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Side;
import io.deltabook.number.Decimal128Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayBookDepthTest {
    private final ReplayBook book = new ReplayBook();

    private void set(Side side, String price, String quantity) {
        BigInteger p = unscaled(price);
        BigInteger q = unscaled(quantity);
        book.set(
                side,
                p.shiftRight(Long.SIZE).longValue(),
                p.longValue(),
                q.shiftRight(Long.SIZE).longValue(),
                q.longValue());
    }

    private static BigInteger unscaled(String value) {
        return new BigDecimal(value)
                .multiply(BigDecimal.valueOf(Decimal128Bytes.factor(0)))
                .toBigIntegerExact();
    }

    private String depth(Side side, String limit) {
        BigDecimal depth = book.depthsTo(side, new BigDecimal[] {new BigDecimal(limit)})[0];
        return depth == null
                ? null
                : depth.signum() == 0 ? "0" : depth.stripTrailingZeros().toPlainString();
    }

    /** The last level needs numbers that no long holds, so that all become tokens. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "12345678901234567890"})
    void levelsUpToAPriceAreSummed(String last) {
        book.startEmpty();
        set(Side.BID, "100.5", "1.25");
        set(Side.BID, "100", "2");
        set(Side.BID, "99.5", "4");
        set(Side.ASK, "101", "8");
        set(Side.ASK, "101.5", "16");
        set(Side.ASK, "200", last);

        assertThat(depth(Side.BID, "101")).isEqualTo("0");
        assertThat(depth(Side.BID, "100")).isEqualTo("3.25");
        assertThat(depth(Side.BID, "99.50001")).isEqualTo("3.25");
        assertThat(depth(Side.BID, "0.1")).isEqualTo("7.25");
        assertThat(depth(Side.ASK, "101.4999")).isEqualTo("8");
        assertThat(depth(Side.ASK, "101.5")).isEqualTo("24");
        assertThat(depth(Side.ASK, "200"))
                .isEqualTo(new BigDecimal(last).add(BigDecimal.valueOf(24)).toPlainString());
    }

    @Test
    void sumsToSeveralPricesOfManyLevelsGoOn() {
        book.startEmpty();
        for (int level = 1; level <= 200; level++) {
            set(Side.ASK, Integer.toString(level), "1");
        }
        BigDecimal[] limits = new BigDecimal[5];
        int[] prices = {0, 63, 64, 150, 300};
        for (int i = 0; i < limits.length; i++) {
            limits[i] = BigDecimal.valueOf(prices[i]);
        }

        assertThat(book.depthsTo(Side.ASK, limits))
                .extracting(BigDecimal::intValueExact)
                .containsExactly(0, 63, 64, 150, 200);
    }

    @Test
    void sumsMayExceedALong() {
        book.startEmpty();
        set(Side.BID, "2", "5000000000000000000");
        set(Side.BID, "1", "5000000000000000000");

        assertThat(depth(Side.BID, "1")).isEqualTo("10000000000000000000");
    }

    @Test
    void beyondWhatIsKnownThereIsNoSum() {
        assertThat(depth(Side.BID, "1")).isNull();

        OrderBook listed = book.newLevels();
        listed.bids().set(100, 1);
        listed.bids().set(99, 1);
        book.start(new ReplayBook.Listing(listed, 2, 0, 0, false));

        assertThat(depth(Side.BID, "99")).isEqualTo("2");
        assertThat(depth(Side.BID, "98")).isNull();
        assertThat(depth(Side.ASK, "101")).isEqualTo("0");
    }
}
