// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Side;
import io.deltabook.testing.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

final class OrderBookTest implements BookContract {
    private static final int SEEDS = 300;
    private static final int STEPS = 400;

    @Override
    public Book newBook() {
        return new FastBook();
    }

    @Test
    void equalsTheObviousBookAfterEveryStepOfRandomStreams() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            int retained = 3 + random.nextInt(30);
            int prices = 10 + random.nextInt(300);
            Book fast = new FastBook();
            Book slow = new TreeMapBook();
            for (int step = 0; step < STEPS; step++) {
                String where = "seed=" + seed + " step=" + step;
                step(random, retained, prices, fast, slow, where);
                for (Side side : Side.values()) {
                    assertThat(fast.levels(side)).as(where).isEqualTo(slow.levels(side));
                    assertThat(fast.certified(side, 20))
                            .as(where)
                            .isEqualTo(slow.certified(side, 20));
                }
            }
        }
    }

    private static void step(
            Random random, int retained, int prices, Book fast, Book slow, String where) {
        int kind = random.nextInt(100);
        if (kind < 94) {
            for (int row = random.nextInt(8); row >= 0; row--) {
                Side side = Side.ofCode(random.nextInt(2));
                long price = 1L + random.nextInt(prices);
                long quantity = random.nextInt(3) == 0 ? 0 : 1L + random.nextInt(9);
                fast.set(side, price, quantity);
                slow.set(side, price, quantity);
            }
        } else {
            List<Level> snapshot = snapshot(random, prices);
            assertThat(fast.drift(snapshot)).as(where).is(closeTo(slow.drift(snapshot)));
            if (kind < 97) {
                fast.load(snapshot);
                slow.load(snapshot);
            } else {
                List<Level> same = random.nextBoolean() ? snapshot : topOf(slow, snapshot);
                assertThat(fast.reconcile(same)).as(where).isEqualTo(slow.reconcile(same));
            }
        }
        fast.endMessage(retained);
        slow.endMessage(retained);
    }

    private static Condition<Double> closeTo(double expected) {
        return new Condition<>(
                drift ->
                        Double.isNaN(expected)
                                ? Double.isNaN(drift)
                                : Math.abs(drift - expected) < 1e-12,
                "%s, but for the order of the sum",
                expected);
    }

    private static List<Level> topOf(Book book, List<Level> otherwise) {
        List<Level> top = new ArrayList<>();
        for (Side side : Side.values()) {
            List<Level> levels = book.levels(side);
            if (levels.isEmpty()) {
                return otherwise;
            }
            top.addAll(levels.subList(0, Math.min(4, levels.size())));
        }
        return top;
    }

    private static List<Level> snapshot(Random random, int prices) {
        List<Level> levels = new ArrayList<>();
        for (Side side : Side.values()) {
            for (int i = random.nextInt(12); i >= 0; i--) {
                levels.add(new Level(side, 1L + random.nextInt(prices), 1L + random.nextInt(9)));
            }
        }
        return levels;
    }

    @Test
    void survivesItsBinaryForm() throws IOException {
        OrderBook book = OrderBook.changing(null);
        OrderBook snapshot = OrderBook.listed(null);
        for (int i = 0; i < 1000; i++) {
            snapshot.bids().set(10_000 - i, i + 1);
            snapshot.asks().set(10_001 + i, i + 1);
        }
        book.load(snapshot);
        book.evictTo(700);
        OrderBook copy = OrderBook.changing(null);
        BookSideCodec.read(copy, Written.by(out -> BookSideCodec.write(book, out)).in());
        assertThat(copy.bids().prices(700)).isEqualTo(book.bids().prices(700));
        assertThat(copy.asks().quantities(700)).isEqualTo(book.asks().quantities(700));
        assertThat(copy.bids().horizon()).isEqualTo(book.bids().horizon());
    }
}
