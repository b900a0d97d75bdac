// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;
import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The sides and prices of a snapshot's rows that are otherwise unusable. */
final class RejectedPlaces {
    /** Maximum kept: a snapshot with more damage tells nothing. */
    static final int MAX = 100_000;

    private int size;
    private byte[] sides = new byte[0];
    private long[] prices = new long[0];

    int size() {
        return size;
    }

    Side side(int place) {
        return SideBit.sideOf(sides[place]);
    }

    /** The price, in the representation of the lane's state. */
    long price(int place) {
        return prices[place];
    }

    boolean isOn(Side side) {
        for (int place = 0; place < size; place++) {
            if (side(place) == side) {
                return true;
            }
        }
        return false;
    }

    /** Adds a place; returns false if there are too many. */
    boolean add(Side side, long price) {
        if (size == MAX) {
            return false;
        }
        if (size == prices.length) {
            int capacity = Math.max(4, 2 * size);
            sides = Arrays.copyOf(sides, capacity);
            prices = Arrays.copyOf(prices, capacity);
        }
        sides[size] = (byte) SideBit.of(side);
        prices[size++] = price;
        return true;
    }

    void addAll(RejectedPlaces other) {
        for (int place = 0; place < other.size; place++) {
            add(other.side(place), other.price(place));
        }
    }

    void clear() {
        size = 0;
    }

    void write(WideDecimals pool, DataOutput out) throws IOException {
        out.writeInt(size);
        for (int place = 0; place < size; place++) {
            out.writeByte(sides[place]);
            WideDecimals.write(pool, prices[place], out);
        }
    }

    void read(WideDecimals pool, DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Side side = SideBit.sideOf(in.readByte());
            add(side, WideDecimals.read(pool, in));
        }
    }
}
