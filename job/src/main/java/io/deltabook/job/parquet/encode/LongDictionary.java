// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import java.util.Arrays;

/**
 * Assigns each distinct long an index from 0 in order of first use: open addressing, linear
 * probing.
 */
public final class LongDictionary {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    private static final int SMALLEST_TABLE_BITS = 8;
    private static final int BLOCK = 512;

    private final int maxEntries;
    private final int[] missed = new int[BLOCK];

    /** Entry i at i + 1, so that 0 in the table is a free slot. */
    private long[] entries = new long[(1 << (SMALLEST_TABLE_BITS - 1)) + 1];

    private int[] table = new int[1 << SMALLEST_TABLE_BITS];
    private int shift = Long.SIZE - SMALLEST_TABLE_BITS;
    private int size;

    /**
     * @param maxEntries maximum number of distinct values
     */
    public LongDictionary(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    public int size() {
        return size;
    }

    public long entry(int index) {
        return entries[index + 1];
    }

    public void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }

    /**
     * Looks up values and adds unknown ones.
     *
     * @param to receives their indices
     * @return false if the dictionary is full; then some of the values may have been added
     */
    public boolean indices(long[] values, int count, int[] to) {
        for (int from = 0; from < count; from += BLOCK) {
            int end = Math.min(count, from + BLOCK);
            if (!findAll(values, probe(values, from, end, to), to)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Checks only the first slot of each value, without a branch that depends on the values: most
     * are found there, and a branch misprediction would cost more than all the rest.
     *
     * @return number of values not found, their positions in {@code missed}
     */
    private int probe(long[] values, int from, int end, int[] to) {
        final long[] known = entries;
        final int[] slots = table;
        final int[] missing = missed;
        final int shiftBy = shift;
        int misses = 0;
        for (int i = from; i < end; i++) {
            long value = values[i];
            int found = slots[(int) (value * GOLDEN >>> shiftBy)];
            long difference = known[found] ^ value;
            to[i] = found - 1;
            missing[misses] = i;
            misses += (int) ((difference | -difference) >>> 63) | (found - 1) >>> 31;
        }
        return misses;
    }

    private boolean findAll(long[] values, int misses, int[] to) {
        for (int miss = 0; miss < misses; miss++) {
            int i = missed[miss];
            long value = values[i];
            int slot = (int) (value * GOLDEN >>> shift);
            int found = table[slot];
            while (found != 0 && entries[found] != value) {
                slot = (slot + 1) & (table.length - 1);
                found = table[slot];
            }
            if (found == 0) {
                if (size == maxEntries) {
                    return false;
                }
                found = add(value, slot);
            }
            to[i] = found - 1;
        }
        return true;
    }

    private int add(long value, int freeSlot) {
        int added = ++size;
        if (added == entries.length) {
            grow();
            int slot = freeSlot(value);
            entries[added] = value;
            table[slot] = added;
        } else {
            entries[added] = value;
            table[freeSlot] = added;
        }
        return added;
    }

    private void grow() {
        int entriesBefore = entries.length;
        entries = Arrays.copyOf(entries, (entriesBefore - 1) * 2 + 1);
        table = new int[table.length * 2];
        shift--;
        for (int entry = 1; entry < entriesBefore; entry++) {
            table[freeSlot(entries[entry])] = entry;
        }
    }

    private int freeSlot(long value) {
        int slot = (int) (value * GOLDEN >>> shift);
        while (table[slot] != 0) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}
