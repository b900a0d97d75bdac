// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.book.BookSide;
import io.deltabook.book.OrderBook;
import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How unusable rows reduce what is known of a book: each side is no longer known from the best of
 * their prices on; if a side or price is unreadable, nothing is known on either side.
 */
final class Damage {
    private boolean everything;
    private final boolean[] touched = new boolean[Side.values().length];
    private final long[] price = new long[Side.values().length];

    boolean isNone() {
        return !everything && !touched[0] && !touched[1];
    }

    void clear() {
        everything = false;
        touched[0] = false;
        touched[1] = false;
    }

    void addEverything() {
        everything = true;
    }

    void addAll(Damage other, WideDecimals pool) {
        everything |= other.everything;
        for (Side side : Side.values()) {
            if (other.touched[side.ordinal()]) {
                add(side, other.price[side.ordinal()], pool);
            }
        }
    }

    /**
     * Adds a row whose side and price are readable.
     *
     * @param pool the lane's pool
     */
    void add(Side side, long newPrice, WideDecimals pool) {
        int at = side.ordinal();
        if (!touched[at] || isBetter(side, newPrice, price[at], pool)) {
            touched[at] = true;
            price[at] = newPrice;
        }
    }

    private static boolean isBetter(Side side, long one, long other, WideDecimals pool) {
        int order = pool == null ? Long.compare(one, other) : pool.compare(one, other);
        return side == Side.BID ? order > 0 : order < 0;
    }

    void applyTo(OrderBook book) {
        if (everything) {
            book.dropHorizon();
            return;
        }
        for (Side side : Side.values()) {
            if (touched[side.ordinal()]) {
                BookSide levels = book.side(side);
                levels.certainBefore(price[side.ordinal()]);
            }
        }
    }

    void write(WideDecimals pool, DataOutput out) throws IOException {
        out.writeBoolean(everything);
        for (Side side : Side.values()) {
            out.writeBoolean(touched[side.ordinal()]);
            if (touched[side.ordinal()]) {
                WideDecimals.write(pool, price[side.ordinal()], out);
            }
        }
    }

    void read(WideDecimals pool, DataInput in) throws IOException {
        everything = in.readBoolean();
        for (Side side : Side.values()) {
            touched[side.ordinal()] = in.readBoolean();
            if (touched[side.ordinal()]) {
                price[side.ordinal()] = WideDecimals.read(pool, in);
            }
        }
    }
}
