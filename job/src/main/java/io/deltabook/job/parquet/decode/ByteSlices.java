// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.HeapLimits;
import java.util.Arrays;

/**
 * Byte strings as slices of arrays, without an object for each. The arrays live until {@link
 * #clear}.
 */
public final class ByteSlices {
    private static final int NONE = -1;

    private byte[][] arrays = new byte[4][];
    private int arrayCount;
    private int[] array;
    private int[] place;
    private int[] length;
    private long bytesOfTexts;
    private long bytesOfPages;

    /**
     * @param capacity maximum number of byte strings
     */
    ByteSlices(int capacity) {
        array = new int[capacity];
        place = new int[capacity];
        length = new int[capacity];
    }

    /** Whether the value is null. */
    public boolean isNull(int i) {
        return array[i] == NONE;
    }

    /** The array that holds a byte string; not to be changed. */
    public byte[] bytes(int i) {
        return arrays[array[i]];
    }

    /** Index of a byte string's first byte in its array. */
    public int at(int i) {
        return place[i];
    }

    /** Bytes of a byte string. */
    public int length(int i) {
        return length[i];
    }

    /** A copy of a byte string in its own array. */
    public byte[] copy(int i) {
        return Arrays.copyOfRange(bytes(i), place[i], place[i] + length[i]);
    }

    int capacity() {
        return array.length;
    }

    /** Makes room for more byte strings and keeps the existing ones. */
    void reserve(int capacity) {
        array = Arrays.copyOf(array, capacity);
        place = Arrays.copyOf(place, capacity);
        length = Arrays.copyOf(length, capacity);
    }

    void clear() {
        Arrays.fill(arrays, 0, arrayCount, null);
        arrayCount = 0;
        bytesOfTexts = 0;
        bytesOfPages = 0;
    }

    /** Adds an array allocated for the next byte strings and returns its number. */
    int add(byte[] bytes) {
        bytesOfTexts += bytes.length;
        HeapLimits.requireTexts(bytesOfTexts);
        return added(bytes);
    }

    /** Adds the page that contains the next byte strings and returns its number. */
    int addPage(byte[] page) {
        if (arrayCount > 0 && arrays[arrayCount - 1] == page) {
            return arrayCount - 1;
        }
        bytesOfPages += page.length;
        HeapLimits.requirePages(bytesOfPages);
        return added(page);
    }

    private int added(byte[] bytes) {
        if (arrayCount == arrays.length) {
            arrays = Arrays.copyOf(arrays, 2 * arrayCount);
        }
        arrays[arrayCount] = bytes;
        return arrayCount++;
    }

    void set(int i, int number, int at, int bytes) {
        array[i] = number;
        place[i] = at;
        length[i] = bytes;
    }

    /** Copies slices of a dictionary's byte strings. */
    void copy(ByteSlices dictionary, int[] indexes, int at, int count) {
        int number = addPage(dictionary.arrays[0]);
        for (int i = 0; i < count; i++) {
            int entry = indexes[i];
            array[at + i] = number;
            place[at + i] = dictionary.place[entry];
            length[at + i] = dictionary.length[entry];
        }
    }

    void clear(int from, int to) {
        Arrays.fill(array, from, to, NONE);
    }

    /** Spreads contiguous byte strings over the rows that have a value. */
    void spread(int from, int rows, int values, boolean[] present) {
        int value = from + values;
        for (int i = rows - 1; i >= 0; i--) {
            if (present[i]) {
                value--;
                set(from + i, array[value], place[value], length[value]);
            } else {
                array[from + i] = NONE;
            }
        }
    }
}
