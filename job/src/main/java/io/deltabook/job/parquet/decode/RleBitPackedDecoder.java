// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/** Parquet's RLE/bit-packed hybrid: runs of one repeated number or of bit-packed numbers. */
final class RleBitPackedDecoder {
    private final PageBytes in = new PageBytes();
    private int width;
    private int left;
    private boolean isPacked;
    private int number;
    private long bit;

    /**
     * Starts a stream of runs.
     *
     * @param bits bit width of a number, 0..32
     */
    void begin(byte[] bytes, int at, int end, int bits) {
        if (bits > Integer.SIZE) {
            throw new ParquetDecodingException(
                    "a number of a run must have 0..32 bits, but has " + bits);
        }
        in.wrap(bytes, at, end);
        width = bits;
        left = 0;
    }

    /** Starts bit-packed numbers without a header. */
    void beginPacked(byte[] bytes, int at, int end) {
        in.wrap(bytes, end, end);
        width = 1;
        left = (end - at) * Byte.SIZE;
        isPacked = true;
        bit = (long) at * Byte.SIZE;
    }

    /** How many of the next numbers, at least one, are known to be equal; 0 if unknown. */
    int equal() {
        toRun();
        return isPacked ? 0 : left;
    }

    /** The value of the next equal numbers. */
    int number() {
        return number;
    }

    void read(int[] to, int at, int count) {
        int next = at;
        while (next < at + count) {
            toRun();
            int some = Math.min(left, at + count - next);
            if (isPacked) {
                BitUnpacking.unpack(in.bytes, packed(some), width, to, next, some);
            } else {
                Arrays.fill(to, next, next + some, number);
            }
            left -= some;
            next += some;
        }
    }

    void skip(int count) {
        for (int rest = count; rest > 0; ) {
            toRun();
            int some = Math.min(left, rest);
            if (isPacked) {
                packed(some);
            }
            left -= some;
            rest -= some;
        }
    }

    /** Skips packed numbers; a run's last bytes may be missing if they hold no number. */
    private long packed(int count) {
        long start = bit;
        bit += (long) count * width;
        if (bit > (long) in.end * Byte.SIZE) {
            throw new ParquetDecodingException(
                    "a run must have " + count + " numbers more, but the page ends before");
        }
        if (count == left) {
            in.at = (int) Math.min(in.end, (bit + Byte.SIZE - 1) / Byte.SIZE);
        }
        return start;
    }

    private void toRun() {
        while (left == 0) {
            int header = in.unsignedInt();
            left = header >>> 1;
            if (left == 0) {
                throw new ParquetDecodingException("a run must have numbers, but has none");
            }
            isPacked = (header & 1) != 0;
            if (isPacked) {
                beginPackedRun();
            } else {
                number = littleEndian();
            }
        }
    }

    private void beginPackedRun() {
        if (left > Integer.MAX_VALUE / Byte.SIZE) {
            throw new ParquetDecodingException(
                    "a run must have less than 2^31 numbers, but has 8 times " + left);
        }
        left *= Byte.SIZE;
        bit = (long) in.at * Byte.SIZE;
    }

    private int littleEndian() {
        int value = 0;
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            value |= in.unsignedByte() << shift;
        }
        return value;
    }
}
