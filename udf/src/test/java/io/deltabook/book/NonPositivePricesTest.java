// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;
import io.deltabook.testing.Written;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Combos and spreads have prices at and below 0. */
final class NonPositivePricesTest {

    @Test
    void aBookOfPricesAroundZeroIsWhatASortedMapIs() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            for (Side side : Side.values()) {
                compare(seed, side, null);
                compare(seed, side, new WideDecimals());
            }
        }
    }

    private static void compare(long seed, Side side, WideDecimals pool) throws IOException {
        Random random = new Random(seed);
        long step = new long[] {1, 5, 1_000_000_000L, 3}[random.nextInt(4)];
        OrderBook book = OrderBook.changing(pool);
        TreeMap<Long, Long> expected =
                side == Side.BID ? new TreeMap<>(Comparator.reverseOrder()) : new TreeMap<>();
        for (int change = 0; change < 200; change++) {
            long price = (random.nextInt(21) - 10) * step;
            long quantity = random.nextInt(3);
            book.side(side).set(number(pool, price), number(pool, quantity));
            if (quantity == 0) {
                expected.remove(price);
            } else {
                expected.put(price, quantity);
            }
            if (random.nextInt(20) == 0) {
                book = roundTrip(book, pool);
            }
        }
        BookSide levels = book.side(side);
        assertThat(levels.size()).as("seed %s", seed).isEqualTo(expected.size());
        int level = 0;
        for (Map.Entry<Long, Long> entry : expected.entrySet()) {
            assertThat(levels.price(level)).isEqualTo(number(pool, entry.getKey()));
            assertThat(levels.quantity(level)).isEqualTo(number(pool, entry.getValue()));
            assertThat(levels.quantityAt(number(pool, entry.getKey())))
                    .isEqualTo(number(pool, entry.getValue()));
            level++;
        }
    }

    private static long number(WideDecimals pool, long value) {
        return pool == null ? value : pool.token(BigInteger.valueOf(value));
    }

    private static OrderBook roundTrip(OrderBook book, WideDecimals pool) throws IOException {
        OrderBook copy = OrderBook.changing(pool);
        BookSideCodec.read(copy, Written.by(out -> BookSideCodec.write(book, out)).in());
        return copy;
    }
}
