// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import io.deltabook.contract.Lane;
import java.math.BigInteger;

/**
 * Writes a scaled {@code long} as DECIMAL(38,18): 16 bytes, big-endian two's complement. Exact and
 * allocation-free; every long at every scale 0..18 fits.
 */
public final class Decimal128Bytes {
    /** Bytes of one value. */
    public static final int LENGTH = 16;

    private Decimal128Bytes() {}

    /**
     * The factor from an integer at {@code scale} to the unscaled DECIMAL(38,18), 10^(18 − scale).
     *
     * @param scale decimal digits, 0..18
     */
    public static long factor(int scale) {
        if (scale < 0 || scale > Lane.MAX_SCALE) {
            throw new IllegalArgumentException(
                    "scale must be 0.." + Lane.MAX_SCALE + ", but was " + scale);
        }
        return PowersOfTen.asLong(Lane.MAX_SCALE - scale);
    }

    /**
     * Writes {@code value × factor} into 16 bytes.
     *
     * @param value integer at the scale that {@code factor} belongs to
     * @param factor of {@link #factor(int)}
     * @param to receives the bytes
     * @param at index of the first byte
     */
    public static void write(long value, long factor, byte[] to, int at) {
        writeLong(Math.multiplyHigh(value, factor), to, at);
        writeLong(value * factor, to, at + Long.BYTES);
    }

    /** Writes an unscaled DECIMAL(38,18) into 16 bytes. */
    public static void write(BigInteger unscaled, byte[] to, int at) {
        writeLong(unscaled.shiftRight(Long.SIZE).longValueExact(), to, at);
        writeLong(unscaled.longValue(), to, at + Long.BYTES);
    }

    private static void writeLong(long value, byte[] to, int at) {
        to[at] = (byte) (value >>> 56);
        to[at + 1] = (byte) (value >>> 48);
        to[at + 2] = (byte) (value >>> 40);
        to[at + 3] = (byte) (value >>> 32);
        to[at + 4] = (byte) (value >>> 24);
        to[at + 5] = (byte) (value >>> 16);
        to[at + 6] = (byte) (value >>> 8);
        to[at + 7] = (byte) value;
    }
}
