// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;

/** Unpacks numbers of a fixed bit width, lowest bit first. */
final class BitUnpacking {
    /** Wider numbers may span nine bytes. */
    private static final int MAX_BITS_OF_A_LOAD = Long.SIZE - Byte.SIZE + 1;

    private BitUnpacking() {}

    /** Bytes that hold a given count of numbers. */
    static long bytes(long count, int width) {
        return (count * width + Byte.SIZE - 1) / Byte.SIZE;
    }

    /**
     * Unpacks numbers of at most 32 bits.
     *
     * @param bit position of the first number's first bit
     */
    static void unpack(byte[] bytes, long bit, int width, int[] to, int at, int count) {
        long mask = (1L << width) - 1;
        long place = bit;
        for (int i = at; i < at + count; i++) {
            long load = (long) PageBytes.LONG.get(bytes, (int) (place >>> 3));
            to[i] = (int) (load >>> (place & 7) & mask);
            place += width;
        }
    }

    /**
     * Unpacks numbers of at most 64 bits.
     *
     * @param bit position of the first number's first bit
     */
    static void unpack(byte[] bytes, long bit, int width, long[] to, int at, int count) {
        if (width > MAX_BITS_OF_A_LOAD) {
            unpackWide(bytes, bit, width, to, at, count);
            return;
        }
        long mask = (1L << width) - 1;
        long place = bit;
        for (int i = at; i < at + count; i++) {
            long load = (long) PageBytes.LONG.get(bytes, (int) (place >>> 3));
            to[i] = load >>> (place & 7) & mask;
            place += width;
        }
    }

    private static void unpackWide(
            byte[] bytes, long bit, int width, long[] to, int at, int count) {
        long mask = -1L >>> Long.SIZE - width;
        long place = bit;
        for (int i = at; i < at + count; i++) {
            int first = (int) (place >>> 3);
            int shift = (int) (place & 7);
            long number = (long) PageBytes.LONG.get(bytes, first) >>> shift;
            if (shift + width > Long.SIZE) {
                number |= (long) bytes[first + Long.BYTES] << Long.SIZE - shift;
            }
            to[i] = number & mask;
            place += width;
        }
    }
}
