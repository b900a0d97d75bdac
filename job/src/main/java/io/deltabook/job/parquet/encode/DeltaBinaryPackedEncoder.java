// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

/** Parquet's DELTA_BINARY_PACKED encoding of longs, in blocks of 128 and miniblocks of 32. */
public final class DeltaBinaryPackedEncoder {
    private static final int BLOCK = 128;
    private static final int MINIBLOCKS = 4;
    private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

    private final long[] steps = new long[BLOCK];

    /** Encodes at least one value. */
    public void encode(long[] values, int count, EncodedBytes to) {
        addHeader(values[0], count, to);
        for (int i = 1; i < count; i += BLOCK) {
            addBlock(values, i, Math.min(BLOCK, count - i), to);
        }
    }

    /** Encodes {@code first}, first + 1, …; at least one value. */
    public static void encodeConsecutive(long first, int count, EncodedBytes to) {
        addHeader(first, count, to);
        for (int i = 1; i < count; i += BLOCK) {
            to.addZigZag(1);
            to.addInt(0);
        }
    }

    private static void addHeader(long first, int count, EncodedBytes to) {
        to.addVarLong(BLOCK);
        to.addVarLong(MINIBLOCKS);
        to.addVarLong(count);
        to.addZigZag(first);
    }

    /** Deltas may overflow; they are undone modulo 2^64, as the format specifies. */
    private void addBlock(long[] values, int from, int count, EncodedBytes to) {
        long smallest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            long step = values[from + i] - values[from + i - 1];
            steps[i] = step;
            smallest = Math.min(smallest, step);
        }
        for (int i = 0; i < count; i++) {
            steps[i] -= smallest;
        }
        for (int i = count; i < BLOCK; i++) {
            steps[i] = 0;
        }
        to.addZigZag(smallest);
        int widths = to.size;
        to.addInt(0);
        for (int mini = 0; mini * MINIBLOCK < count; mini++) {
            int width = width(mini * MINIBLOCK);
            to.bytes[widths + mini] = (byte) width;
            if (width > 0) {
                BitPacking.pack(steps, mini * MINIBLOCK, MINIBLOCK, width, to);
            }
        }
    }

    private int width(int from) {
        long bits = 0;
        for (int i = from; i < from + MINIBLOCK; i++) {
            bits |= steps[i];
        }
        return Long.SIZE - Long.numberOfLeadingZeros(bits);
    }
}
