// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import java.util.Arrays;

/** Parquet's bit packing: values of one width back to back, lowest bit first. */
final class BitPacking {
    private static final int GROUP = 8;

    private BitPacking() {}

    /** Bits needed for the numbers 0..largest. */
    static int width(int largest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    }

    /**
     * Packs values, padded with zeros to a multiple of eight.
     *
     * @param width 1..32, enough for every value
     */
    static void pack(int[] values, int from, int count, int width, EncodedBytes to) {
        int length = (count + GROUP - 1) / GROUP * width;
        to.reserve(length + Long.BYTES);
        byte[] bytes = to.bytes;
        int at = to.size;
        int i = from;
        if (width == Short.SIZE) {
            for (; i <= from + count - 4; i += 4, at += Long.BYTES) {
                long low = values[i] | (long) values[i + 1] << 16;
                long high = values[i + 2] | (long) values[i + 3] << 16;
                EncodedBytes.LONG.set(bytes, at, low | high << 32);
            }
        }
        long word = 0;
        int filled = 0;
        for (; i < from + count; i++) {
            long value = values[i] & 0xFFFF_FFFFL;
            word |= value << filled;
            filled += width;
            if (filled >= Long.SIZE) {
                EncodedBytes.LONG.set(bytes, at, word);
                at += Long.BYTES;
                filled -= Long.SIZE;
                word = value >>> (width - filled);
            }
        }
        end(word, at, length, to);
    }

    /**
     * Packs values, whose count is a multiple of eight.
     *
     * @param width 1..64, enough for every value as an unsigned number
     */
    static void pack(long[] values, int from, int count, int width, EncodedBytes to) {
        int length = count / GROUP * width;
        to.reserve(length + Long.BYTES);
        byte[] bytes = to.bytes;
        int at = to.size;
        long word = 0;
        int filled = 0;
        for (int i = from; i < from + count; i++) {
            long value = values[i];
            word |= value << filled;
            filled += width;
            if (filled >= Long.SIZE) {
                EncodedBytes.LONG.set(bytes, at, word);
                at += Long.BYTES;
                filled -= Long.SIZE;
                word = filled == 0 ? 0 : value >>> (width - filled);
            }
        }
        end(word, at, length, to);
    }

    /** Adds the last bits and zero padding. */
    private static void end(long word, int at, int length, EncodedBytes to) {
        EncodedBytes.LONG.set(to.bytes, at, word);
        int end = to.size + length;
        if (at + Long.BYTES < end) {
            Arrays.fill(to.bytes, at + Long.BYTES, end, (byte) 0);
        }
        to.size = end;
    }
}
