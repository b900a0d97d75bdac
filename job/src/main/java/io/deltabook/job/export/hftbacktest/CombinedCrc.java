// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.hftbacktest;

/**
 * The CRC-32 of two byte sequences, one after the other, from the CRC-32 of each. Appending a zero
 * byte is a linear map over GF(2); appending many is a power of it.
 */
final class CombinedCrc {
    private static final int BITS = 32;
    private static final int POLYNOMIAL = 0xEDB88320;

    private CombinedCrc() {}

    static long of(long first, long second, long secondLength) {
        int[] power = oneZeroByte();
        int crc = (int) first;
        for (long rest = secondLength; rest > 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                crc = apply(power, crc);
            }
            power = square(power);
        }
        return (crc ^ (int) second) & 0xFFFF_FFFFL;
    }

    private static int[] oneZeroByte() {
        int[] oneBit = new int[BITS];
        oneBit[0] = POLYNOMIAL;
        for (int bit = 1; bit < BITS; bit++) {
            oneBit[bit] = 1 << bit - 1;
        }
        return square(square(square(oneBit)));
    }

    private static int[] square(int[] map) {
        int[] square = new int[BITS];
        for (int bit = 0; bit < BITS; bit++) {
            square[bit] = apply(map, map[bit]);
        }
        return square;
    }

    private static int apply(int[] map, int vector) {
        int sum = 0;
        for (int bit = 0; bit < BITS; bit++) {
            if ((vector >>> bit & 1) != 0) {
                sum ^= map[bit];
            }
        }
        return sum;
    }
}
