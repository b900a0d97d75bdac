// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deltabook.book.Drift;
import io.deltabook.book.OrderBook;
import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookTop;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TopDriftTest {
    @Test
    void isTheDriftThatRunsReport() {
        Random random = new Random(9);
        for (int i = 0; i < 500; i++) {
            NavigableMap<Integer, Integer> bids = side(random, 90);
            NavigableMap<Integer, Integer> asks = side(random, 110);
            NavigableMap<Integer, Integer> otherBids = side(random, 90);
            NavigableMap<Integer, Integer> otherAsks = side(random, 110);

            assertThat(TopDrift.of(top(bids, asks), top(otherBids, otherAsks)))
                    .isCloseTo(
                            Drift.between(book(bids, asks), book(otherBids, otherAsks)),
                            within(1e-12));
            assertThat(TopDrift.of(top(bids, asks), top(bids, asks))).isZero();
        }
    }

    private static NavigableMap<Integer, Integer> side(Random random, int middle) {
        NavigableMap<Integer, Integer> side = new TreeMap<>();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            side.put(middle + random.nextInt(9) - 4, 1 + random.nextInt(5));
        }
        return side;
    }

    private static BookTop top(Map<Integer, Integer> bids, Map<Integer, Integer> asks) {
        BookTop top = new BookTop(10);
        new TreeMap<>(bids)
                .descendingMap()
                .forEach((price, quantity) -> top.add(Side.BID, price, quantity));
        asks.forEach((price, quantity) -> top.add(Side.ASK, price, quantity));
        return top;
    }

    private static OrderBook book(Map<Integer, Integer> bids, Map<Integer, Integer> asks) {
        OrderBook book = OrderBook.changing(null);
        bids.forEach((price, quantity) -> book.bids().set(price, quantity));
        asks.forEach((price, quantity) -> book.asks().set(price, quantity));
        return book;
    }
}
