// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.book.BookSide;
import io.deltabook.book.ReplayBook;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Side;
import io.deltabook.job.grid.file.GridColumns;
import io.deltabook.job.grid.file.GridRow;
import io.deltabook.job.replay.BookReplay;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Fills the columns that follow from the book as it is. */
final class BookCells {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** Decimals of a basis point. */
    private static final int BASIS = 4;

    private final int depth;
    private final int[] bidLevels;
    private final int[] askLevels;
    private final BigDecimal[] bidFactors;
    private final BigDecimal[] askFactors;
    private final int[] bidDepths;
    private final int[] askDepths;
    private final int certifiedBids;
    private final int certifiedAsks;
    private final int mid;
    private final int microprice;
    private final int spread;
    private final int imbalance;
    private final int ofi;
    private final int bookAge;
    private final int bidAge;
    private final int askAge;

    BookCells(GridColumns columns, GridSettings settings) {
        depth = settings.depth();
        bidLevels = new int[2 * depth];
        askLevels = new int[2 * depth];
        for (int i = 0; i < depth; i++) {
            bidLevels[2 * i] = columns.place(GridColumns.bidPrice(i + 1));
            bidLevels[2 * i + 1] = columns.place(GridColumns.bidQuantity(i + 1));
            askLevels[2 * i] = columns.place(GridColumns.askPrice(i + 1));
            askLevels[2 * i + 1] = columns.place(GridColumns.askQuantity(i + 1));
        }
        int bands = settings.bands().size();
        bidFactors = new BigDecimal[bands];
        askFactors = new BigDecimal[bands];
        bidDepths = new int[bands];
        askDepths = new int[bands];
        for (int i = 0; i < bands; i++) {
            int band = settings.bands().get(i);
            BigDecimal share = BigDecimal.valueOf(band, BASIS);
            bidFactors[i] = BigDecimal.ONE.subtract(share);
            askFactors[i] = BigDecimal.ONE.add(share);
            bidDepths[i] = columns.place(GridColumns.bidDepth(band));
            askDepths[i] = columns.place(GridColumns.askDepth(band));
        }
        certifiedBids = columns.place(GridColumns.CERTIFIED_BIDS);
        certifiedAsks = columns.place(GridColumns.CERTIFIED_ASKS);
        mid = columns.place(GridColumns.MID);
        microprice = columns.place(GridColumns.MICROPRICE);
        spread = columns.place(GridColumns.SPREAD);
        imbalance = columns.place(GridColumns.IMBALANCE);
        ofi = columns.place(GridColumns.OFI);
        bookAge = columns.place(GridColumns.BOOK_AGE_NS);
        bidAge = columns.place(GridColumns.BID_AGE_NS);
        askAge = columns.place(GridColumns.ASK_AGE_NS);
    }

    /**
     * Fills them, and begins the order flow of the next row.
     *
     * @param clock the row's time, epoch ns
     */
    void fill(GridRow row, BookReplay replay, TopOfBook top, long clock) {
        certified(row, certifiedBids, replay.certified(Side.BID, depth));
        certified(row, certifiedAsks, replay.certified(Side.ASK, depth));
        row.decimal(ofi, top.flow());
        top.clearFlow();
        if (!replay.hasBook()) {
            return;
        }
        levels(row, replay, Side.BID, bidLevels);
        levels(row, replay, Side.ASK, askLevels);
        if (top.hasBoth()) {
            best(row, top.bid(), top.ask());
            bands(row, replay.book(), top);
        }
        row.number(bookAge, clock - replay.bookNanos());
        age(row, bidAge, top.bid(), clock);
        age(row, askAge, top.ask(), clock);
    }

    private static void certified(GridRow row, int place, int levels) {
        if (levels >= 0) {
            row.number(place, levels);
        }
    }

    private static void age(GridRow row, int place, TopOfBook.Best best, long clock) {
        if (best.price() != null && best.since() != TopOfBook.UNKNOWN) {
            row.number(place, clock - best.since());
        }
    }

    private void levels(GridRow row, BookReplay replay, Side side, int[] places) {
        ReplayBook book = replay.book();
        BookSide levels = book.levels(side);
        int known = replay.known(side, depth);
        for (int i = 0; i < known; i++) {
            row.decimal(places[2 * i], book.shortPrice(levels.price(i)));
            row.decimal(places[2 * i + 1], book.shortQuantity(levels.quantity(i)));
        }
    }

    private void best(GridRow row, TopOfBook.Best bid, TopOfBook.Best ask) {
        row.decimal(mid, bid.price().add(ask.price()).multiply(HALF));
        row.decimal(spread, ask.price().subtract(bid.price()));
        double bids = bid.quantity().doubleValue();
        double asks = ask.quantity().doubleValue();
        row.real(imbalance, (bids - asks) / (bids + asks));
        if (row.isExact()) {
            BigDecimal weighted =
                    bid.price().multiply(ask.quantity()).add(ask.price().multiply(bid.quantity()));
            row.decimal(
                    microprice,
                    weighted.divide(
                            bid.quantity().add(ask.quantity()),
                            Lane.MAX_SCALE,
                            RoundingMode.HALF_EVEN));
        } else {
            row.real(
                    microprice,
                    (bid.price().doubleValue() * asks + ask.price().doubleValue() * bids)
                            / (bids + asks));
        }
    }

    private void bands(GridRow row, ReplayBook book, TopOfBook top) {
        if (bidFactors.length == 0) {
            return;
        }
        BigDecimal middle = top.bid().price().add(top.ask().price()).multiply(HALF);
        depths(row, book, Side.BID, middle, bidFactors, bidDepths);
        depths(row, book, Side.ASK, middle, askFactors, askDepths);
    }

    private static void depths(
            GridRow row,
            ReplayBook book,
            Side side,
            BigDecimal middle,
            BigDecimal[] factors,
            int[] places) {
        BigDecimal[] limits = new BigDecimal[factors.length];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = middle.multiply(factors[i]);
        }
        BigDecimal[] depths = book.depthsTo(side, limits);
        for (int i = 0; i < depths.length; i++) {
            row.decimal(places[i], depths[i]);
        }
    }
}
