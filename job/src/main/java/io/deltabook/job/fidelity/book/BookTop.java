// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.book;

import io.deltabook.contract.Side;

/**
 * The best levels of a book, best first, as the nearest doubles of prices and quantities. Reused
 * for one book after the other. Not thread-safe.
 */
public final class BookTop {
    private static final int SIDES = Side.values().length;

    private final int depth;
    private final int[] sizes = new int[SIDES];
    private final double[][] prices;
    private final double[][] quantities;

    /**
     * An empty book.
     *
     * @param depth levels of a side that it can hold
     */
    public BookTop(int depth) {
        this.depth = depth;
        prices = new double[SIDES][depth];
        quantities = new double[SIDES][depth];
    }

    /** Levels of a side that it can hold. */
    public int depth() {
        return depth;
    }

    /** Removes all levels. */
    public void clear() {
        sizes[0] = 0;
        sizes[1] = 0;
    }

    /** Adds the next worse level of a side; one that does not fit is left out. */
    public void add(Side side, double price, double quantity) {
        int at = sizes[side.ordinal()];
        if (at < depth) {
            prices[side.ordinal()][at] = price;
            quantities[side.ordinal()][at] = quantity;
            sizes[side.ordinal()] = at + 1;
        }
    }

    /** Takes the levels of another book, as many as fit. */
    public void copy(BookTop other) {
        for (int side = 0; side < SIDES; side++) {
            int size = Math.min(depth, other.sizes[side]);
            System.arraycopy(other.prices[side], 0, prices[side], 0, size);
            System.arraycopy(other.quantities[side], 0, quantities[side], 0, size);
            sizes[side] = size;
        }
    }

    /** Number of levels of a side. */
    public int size(Side side) {
        return sizes[side.ordinal()];
    }

    /** Price of a level, 0 = best. */
    public double price(Side side, int level) {
        return prices[side.ordinal()][level];
    }

    /** Quantity of a level, 0 = best. */
    public double quantity(Side side, int level) {
        return quantities[side.ordinal()][level];
    }

    /** Whether both sides have a level. */
    public boolean isTwoSided() {
        return sizes[0] > 0 && sizes[1] > 0;
    }

    /** Half the sum of best bid and best ask; both sides must have a level. */
    public double mid() {
        return (prices[0][0] + prices[1][0]) / 2;
    }

    /** Best ask less best bid; both sides must have a level. */
    public double spread() {
        return prices[1][0] - prices[0][0];
    }

    /** Whether the level of a side has the same price and quantity in another book. */
    public boolean isLevelEqual(BookTop other, Side side, int level) {
        return isPriceEqual(other, side, level)
                && quantity(side, level) == other.quantity(side, level);
    }

    /** Whether both books have the level of a side, at the same price. */
    public boolean isPriceEqual(BookTop other, Side side, int level) {
        return level < size(side)
                && level < other.size(side)
                && price(side, level) == other.price(side, level);
    }

    /** Whether price and quantity of the best levels of both sides are those of another book. */
    public boolean isBestEqual(BookTop other) {
        for (Side side : Side.values()) {
            boolean isAbsent = size(side) == 0 && other.size(side) == 0;
            if (!isAbsent && !isLevelEqual(other, side, 0)) {
                return false;
            }
        }
        return true;
    }
}
