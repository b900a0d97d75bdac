// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import java.util.Arrays;

/** Numbers each distinct long from 0 in the order of first use: open addressing, linear probing. */
final class LongDictionary {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    private static final int SMALLEST_TABLE_BITS = 8;

    private final int mostEntries;

    /** Entry i at i + 1, so that 0 in the table is a free slot. */
    private long[] entries = new long[(1 << (SMALLEST_TABLE_BITS - 1)) + 1];

    private int[] table = new int[1 << SMALLEST_TABLE_BITS];
    private int shift = Long.SIZE - SMALLEST_TABLE_BITS;
    private int size;

    /**
     * @param mostEntries largest number of distinct values
     */
    LongDictionary(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    int size() {
        return size;
    }

    long entry(int index) {
        return entries[index + 1];
    }

    void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }

    /**
     * Looks values up, adding those not known yet.
     *
     * @param to receives their indices
     * @return false if the dictionary is full, and then some values were added and some not
     */
    boolean indices(long[] values, int count, int[] to) {
        long[] known = entries;
        int[] slots = table;
        int shiftBy = shift;
        int mask = slots.length - 1;
        for (int i = 0; i < count; i++) {
            long value = values[i];
            int slot = (int) (value * GOLDEN >>> shiftBy);
            int found = slots[slot];
            while (found != 0 && known[found] != value) {
                slot = (slot + 1) & mask;
                found = slots[slot];
            }
            if (found == 0) {
                if (size == mostEntries) {
                    return false;
                }
                found = add(value, slot);
                known = entries;
                slots = table;
                shiftBy = shift;
                mask = slots.length - 1;
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
