// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import org.apache.parquet.column.Encoding;

/**
 * Buffers needed to encode a page besides the column's own values; shared by the columns of a
 * writer.
 */
public final class PageBuffers {
    public final EncodedBytes repetition = new EncodedBytes();
    public final EncodedBytes definition = new EncodedBytes();
    public final EncodedBytes values = new EncodedBytes();
    final RleBitPackedEncoder hybrid = new RleBitPackedEncoder();
    final DeltaBinaryPackedEncoder deltas = new DeltaBinaryPackedEncoder();
    private static final int WIDEST_PACKED_INDEX = 4;

    private final boolean wholeBytes;
    private final boolean isPortable;
    private int[] indices = new int[0];
    private long[] numbers = new long[0];

    /**
     * @param wholeBytes whether dictionary indices take whole bytes, which a codec with an entropy
     *     coder compresses better than packed bits
     * @param isPortable whether pages are PLAIN or have a dictionary
     */
    public PageBuffers(boolean wholeBytes, boolean isPortable) {
        this.wholeBytes = wholeBytes;
        this.isPortable = isPortable;
    }

    public void clear() {
        repetition.clear();
        definition.clear();
        values.clear();
    }

    /** Encodes numbers that have no dictionary into {@link #values}. */
    Encoding encode(long[] plain, int count) {
        if (isPortable) {
            for (int i = 0; i < count; i++) {
                values.addLong(plain[i]);
            }
            return Encoding.PLAIN;
        }
        deltas.encode(plain, count, values);
        return Encoding.DELTA_BINARY_PACKED;
    }

    boolean isPortable() {
        return isPortable;
    }

    /** Bit width of an index into a dictionary of numbers. */
    int indexWidth(int entries) {
        int width = BitPacking.width(entries - 1);
        return wholeBytes && width > WIDEST_PACKED_INDEX ? (width + 7) & ~7 : width;
    }

    /** An array of at least {@code count} dictionary indices. */
    int[] indices(int count) {
        if (indices.length < count) {
            indices = new int[count];
        }
        return indices;
    }

    /** An array of at least {@code count} numbers. */
    long[] numbers(int count) {
        if (numbers.length < count) {
            numbers = new long[count];
        }
        return numbers;
    }
}
