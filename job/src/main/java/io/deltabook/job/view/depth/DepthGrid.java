// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.depth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * Quantities of books by bands of prices, a column for each book. A band is a round number of ticks
 * wide.
 */
final class DepthGrid {
    /** A band about which the book says nothing, and one that is empty. */
    private static final int UNKNOWN = 0;

    private static final int EMPTY = 1;
    private static final int LEAST = 2;
    private static final int MOST = 255;
    private static final int LISTED = 20;

    /** Shares of the cells below and above which colours are not spent. */
    private static final double FEW = 0.1;

    private static final double MANY = 0.995;

    /** A quotient of doubles that should be whole may be a little less. */
    private static final double EPSILON = 1e-6;

    final double low;
    final double band;
    final int rows;
    private final double[][] columns;
    private final double least;
    private final double most;

    /**
     * A large quantity.
     *
     * @param price lower end of its band
     * @param column the book
     */
    record Cell(double price, int column, double quantity) {}

    /**
     * @param books null where one is not known yet
     * @param low least price that is shown
     * @param high greatest
     * @param most most rows
     */
    DepthGrid(BookSample[] books, double low, double high, int most) {
        double tick = tick(books, (high - low) / most);
        band = tick * round(Math.ceil((high - low) / most / tick - EPSILON));
        long first = row(low);
        this.low = first * band;
        rows = (int) Math.min(most + 1, row(high) - first + 1);
        columns = new double[books.length][];
        for (int i = 0; i < books.length; i++) {
            columns[i] = column(books[i] == null ? BookSample.UNKNOWN : books[i], first);
        }
        double[] quantities =
                Arrays.stream(columns)
                        .flatMapToDouble(Arrays::stream)
                        .filter(quantity -> quantity > 0)
                        .sorted()
                        .toArray();
        least = quantities.length == 0 ? 0 : quantities[(int) (FEW * quantities.length)];
        this.most = quantities.length == 0 ? 0 : quantities[(int) (MANY * quantities.length)];
    }

    private static double tick(BookSample[] books, double otherwise) {
        double least = Double.POSITIVE_INFINITY;
        for (BookSample book : books) {
            least = book == null ? least : Math.min(least, book.tick());
        }
        // The digits beyond are those of floating point.
        double exponent = Math.pow(10, 4 - Math.ceil(Math.log10(least)));
        return Double.isInfinite(least) ? otherwise : Math.rint(least * exponent) / exponent;
    }

    /** The next of 1, 2, 5, 10, 20, 50 … */
    private static double round(double ticks) {
        double decade = 1;
        while (decade * 10 <= ticks) {
            decade *= 10;
        }
        for (double step : new double[] {1, 2, 5}) {
            if (ticks <= step * decade) {
                return step * decade;
            }
        }
        return 10 * decade;
    }

    private long row(double price) {
        return (long) Math.floor(price / band + EPSILON);
    }

    /** Quantities of a book; NaN where it says nothing. */
    private double[] column(BookSample book, long first) {
        double[] column = new double[rows];
        int bids = book.bidPrices().length;
        int asks = book.askPrices().length;
        long from = bids > 0 ? row(book.bidPrices()[bids - 1]) : Long.MAX_VALUE;
        long to = asks > 0 ? row(book.askPrices()[asks - 1]) : Long.MIN_VALUE;
        if (bids > 0 && asks == 0) {
            to = row(book.bidPrices()[0]);
        } else if (asks > 0 && bids == 0) {
            from = row(book.askPrices()[0]);
        }
        for (int i = 0; i < rows; i++) {
            column[i] = first + i < from || first + i > to ? Double.NaN : 0;
        }
        add(book.bidPrices(), book.bidQuantities(), column, first);
        add(book.askPrices(), book.askQuantities(), column, first);
        return column;
    }

    private void add(double[] prices, double[] quantities, double[] column, long first) {
        for (int level = 0; level < prices.length; level++) {
            long row = row(prices[level]) - first;
            if (row >= 0 && row < rows) {
                column[(int) row] += quantities[level];
            }
        }
    }

    /**
     * The quantity at the lower end of the scale: a tenth of the bands that are not empty has less.
     */
    double least() {
        return least;
    }

    /** The quantity at the upper end of the scale: 0.5 % of them have more. */
    double most() {
        return most;
    }

    /**
     * A byte for each cell, column by column and the lowest price first, in Base64: 0 unknown, 1
     * empty, 2 to 255 from the least to the greatest quantity of the scale, which is logarithmic.
     */
    String cells() {
        byte[] bytes = new byte[columns.length * rows];
        double scale = most > least ? (MOST - LEAST) / Math.log(most / least) : 0;
        for (int column = 0; column < columns.length; column++) {
            for (int row = 0; row < rows; row++) {
                double quantity = columns[column][row];
                int cell = Double.isNaN(quantity) ? UNKNOWN : EMPTY;
                if (quantity > 0) {
                    double place = LEAST + Math.rint(scale * Math.log(quantity / least));
                    cell = (int) (scale == 0 ? MOST : Math.max(LEAST, Math.min(MOST, place)));
                }
                bytes[column * rows + row] = (byte) cell;
            }
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bands that once had the most, each when it had most. */
    List<Cell> largest() {
        List<Cell> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            Cell best = null;
            for (int column = 0; column < columns.length; column++) {
                double quantity = columns[column][row];
                if (quantity > 0 && (best == null || quantity > best.quantity())) {
                    best = new Cell(low + row * band, column, quantity);
                }
            }
            if (best != null) {
                cells.add(best);
            }
        }
        cells.sort(Comparator.comparingDouble(Cell::quantity).reversed());
        return cells.subList(0, Math.min(LISTED, cells.size()));
    }
}
