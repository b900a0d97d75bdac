// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.book.BookSide;
import io.deltabook.book.OrderBook;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeMapBookTest {
    /** A baseline that did less would flatter nobody but itself. */
    @ParameterizedTest
    @ValueSource(ints = {20, 1_000})
    void hasTheBestPricesOfTheBookItIsTheBaselineOf(int retained) throws IOException {
        Messages messages;
        try (CaptureData data = CaptureData.of(Shape.SPOT)) {
            messages = new Messages(data.batches());
        }
        OrderBook book = OrderBook.changing(null);
        TreeMapBook baseline = new TreeMapBook();
        int from = 0;
        int differing = 0;
        for (int to : messages.ends) {
            book.apply(messages.prices, messages.quantities, messages.sides, from, to);
            book.evictTo(retained);
            baseline.apply(messages, from, to);
            baseline.evictTo(retained);
            if (baseline.best() != (best(book.bids()) ^ best(book.asks()))) {
                differing++;
            }
            from = to;
        }
        assertThat(differing).as("messages after which the best levels differ").isZero();
        assertThat(messages.ends).hasSizeGreaterThan(1_000);
    }

    private static long best(BookSide side) {
        return side.isEmpty() ? 0 : side.bestPrice() + side.bestQuantity();
    }
}
