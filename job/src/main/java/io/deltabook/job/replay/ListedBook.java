// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.book.OrderBook;
import io.deltabook.book.ReplayBook;
import io.deltabook.book.ReplayBook.Listing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.LevelValues;

/** Reads the book of a BOOK_SNAPSHOT row in the numbers of a {@link ReplayBook}. */
public final class ListedBook {
    private ListedBook() {}

    /** Levels of the longer side of a row. */
    public static int levels(EventChunk chunk, int row) {
        return Math.max(chunk.bids().levels(row), chunk.asks().levels(row));
    }

    /**
     * The listing of a row; the book's numbers are made to hold it.
     *
     * @param depth maximum levels per side of such a snapshot
     */
    public static Listing of(
            EventChunk chunk, int row, SnapshotKind kind, int depth, ReplayBook book) {
        fit(chunk.bids(), row, book);
        fit(chunk.asks(), row, book);
        OrderBook levels = book.newLevels();
        fill(levels, Side.BID, chunk.bids(), row, book);
        fill(levels, Side.ASK, chunk.asks(), row, book);
        return new Listing(
                levels,
                depth,
                Math.toIntExact(chunk.coveredBids().value(row)),
                Math.toIntExact(chunk.coveredAsks().value(row)),
                kind == SnapshotKind.CHECK);
    }

    private static void fit(LevelValues side, int row, ReplayBook book) {
        for (int level = 0; level < side.levels(row); level++) {
            book.fit(
                    side.priceHigh(row, level),
                    side.priceLow(row, level),
                    side.quantityHigh(row, level),
                    side.quantityLow(row, level));
        }
    }

    private static void fill(
            OrderBook levels, Side side, LevelValues values, int row, ReplayBook book) {
        for (int level = values.levels(row) - 1; level >= 0; level--) {
            levels.side(side)
                    .set(
                            book.price(values.priceHigh(row, level), values.priceLow(row, level)),
                            book.quantity(
                                    values.quantityHigh(row, level),
                                    values.quantityLow(row, level)));
        }
    }
}
