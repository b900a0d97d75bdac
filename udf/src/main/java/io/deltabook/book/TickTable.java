// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import java.util.Arrays;

/**
 * Quantities by tick: open addressing with linear probing, at most half full; removal leaves no
 * tombstone. Neither tick 0 nor quantity 0 can be stored: they mean "none".
 *
 * <p>Not thread-safe; allocates only while it grows.
 */
final class TickTable {
    private static final int FIRST_BITS = 7;
    private static final int SPREAD = 0x9E3779B9;

    private int[] ticks = new int[1 << FIRST_BITS];
    private long[] quantities = new long[1 << FIRST_BITS];
    private int shift = Integer.SIZE - FIRST_BITS;
    private int size;

    /** Sets the quantity of a tick and returns the previous one, 0 for none. */
    long put(int tick, long quantity) {
        int[] keys = ticks;
        int mask = keys.length - 1;
        int at = (tick * SPREAD) >>> shift;
        while (keys[at] != tick) {
            if (keys[at] == 0) {
                return insert(at, tick, quantity);
            }
            at = (at + 1) & mask;
        }
        long before = quantities[at];
        quantities[at] = quantity;
        return before;
    }

    private long insert(int free, int tick, long quantity) {
        ticks[free] = tick;
        quantities[free] = quantity;
        size++;
        if (size > ticks.length / 2) {
            grow();
        }
        return 0;
    }

    /** Removes a tick and returns its quantity, 0 for none. */
    long remove(int tick) {
        int[] keys = ticks;
        int mask = keys.length - 1;
        int at = (tick * SPREAD) >>> shift;
        while (keys[at] != tick) {
            if (keys[at] == 0) {
                return 0;
            }
            at = (at + 1) & mask;
        }
        long before = quantities[at];
        size--;
        closeHole(at, mask);
        return before;
    }

    /** Moves entries after a hole into it if their probe sequence would pass it. */
    private void closeHole(int hole, int mask) {
        int[] keys = ticks;
        int at = hole;
        int next = (at + 1) & mask;
        while (keys[next] != 0) {
            int home = (keys[next] * SPREAD) >>> shift;
            if (((next - home) & mask) >= ((next - at) & mask)) {
                keys[at] = keys[next];
                quantities[at] = quantities[next];
                at = next;
            }
            next = (next + 1) & mask;
        }
        keys[at] = 0;
    }

    /** The quantity of a tick, 0 for none. */
    long get(int tick) {
        int[] keys = ticks;
        int mask = keys.length - 1;
        int at = (tick * SPREAD) >>> shift;
        while (keys[at] != tick) {
            if (keys[at] == 0) {
                return 0;
            }
            at = (at + 1) & mask;
        }
        return quantities[at];
    }

    void clear() {
        Arrays.fill(ticks, 0);
        size = 0;
    }

    private void grow() {
        int[] oldTicks = ticks;
        long[] oldQuantities = quantities;
        ticks = new int[oldTicks.length * 2];
        quantities = new long[oldTicks.length * 2];
        shift--;
        size = 0;
        for (int i = 0; i < oldTicks.length; i++) {
            if (oldTicks[i] != 0) {
                put(oldTicks[i], oldQuantities[i]);
            }
        }
    }
}
