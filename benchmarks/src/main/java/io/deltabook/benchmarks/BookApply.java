// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import io.deltabook.book.BookSide;
import io.deltabook.book.OrderBook;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Applies all messages of a capture to a book and reads the best levels after each. */
public class BookApply extends MeasuredPart {
    @Param({"FUTURES", "SPOT"})
    public Shape shape;

    @Param({"20", "1000", "5000"})
    public int retained;

    private Messages messages;
    private OrderBook orderBook;
    private TreeMapBook treeMapBook;

    @Setup
    public void load() throws IOException {
        try (CaptureData data = CaptureData.of(shape)) {
            messages = new Messages(data.batches());
        }
        orderBook = OrderBook.changing(null);
        treeMapBook = new TreeMapBook();
    }

    @Benchmark
    public long orderBook(Rows counter) {
        OrderBook book = orderBook;
        Messages all = messages;
        book.clear();
        long best = 0;
        int from = 0;
        for (int to : all.ends) {
            book.apply(all.prices, all.quantities, all.sides, from, to);
            book.evictTo(retained);
            best += best(book.bids()) ^ best(book.asks());
            from = to;
        }
        counter.rows += all.rows();
        return best;
    }

    private static long best(BookSide side) {
        return side.isEmpty() ? 0 : side.bestPrice() + side.bestQuantity();
    }

    @Benchmark
    public long treeMap(Rows counter) {
        TreeMapBook book = treeMapBook;
        Messages all = messages;
        book.clear();
        long best = 0;
        int from = 0;
        for (int to : all.ends) {
            book.apply(all, from, to);
            book.evictTo(retained);
            best += book.best();
            from = to;
        }
        counter.rows += all.rows();
        return best;
    }
}
