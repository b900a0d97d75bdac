// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import org.apache.parquet.io.ParquetDecodingException;

/** INT64 or INT32 as bit-packed differences: DELTA_BINARY_PACKED. */
final class DeltaBinaryPackedDecoder implements ValueDecoder<long[]> {
    private static final int GROUP = 8;

    private final boolean isInt32;
    private final long[] group = new long[GROUP];
    private PageBytes in;
    private int[] widths = {};
    private int blocksMiniCount;
    private long miniSize;
    private int left;
    private int mini;
    private long miniLeft;
    private int width;
    private long minDelta;
    private long last;
    private boolean isFirst;
    private int groupAt;

    private DeltaBinaryPackedDecoder(boolean isInt32) {
        this.isInt32 = isInt32;
    }

    static DeltaBinaryPackedDecoder ofInt64() {
        return new DeltaBinaryPackedDecoder(false);
    }

    static DeltaBinaryPackedDecoder ofInt32() {
        return new DeltaBinaryPackedDecoder(true);
    }

    @Override
    public void begin(PageBytes page, int max) {
        in = page;
        int blockSize = page.count();
        blocksMiniCount = page.count();
        left = page.count();
        last = page.zigZag();
        boolean isWhole = blocksMiniCount > 0 && blockSize % blocksMiniCount == 0;
        miniSize = isWhole ? blockSize / blocksMiniCount : 0;
        if (miniSize == 0 || miniSize % GROUP != 0) {
            throw new ParquetDecodingException(
                    "a block must have a multiple of 8 values in each miniblock, but has %s in %s"
                            .formatted(blockSize, blocksMiniCount));
        }
        if (left > max) {
            throw new ParquetDecodingException(
                    "a page must have at most " + max + " values, but says " + left);
        }
        isFirst = true;
        mini = blocksMiniCount;
        miniLeft = 0;
        groupAt = GROUP;
    }

    /** Values not yet read. */
    int left() {
        return left;
    }

    @Override
    public void read(long[] to, int at, int count) {
        if (count > left) {
            throw new ParquetDecodingException(
                    "a page must have " + count + " values more, but has " + left);
        }
        left -= count;
        int next = at;
        int end = at + count;
        if (isFirst && next < end) {
            isFirst = false;
            to[next++] = last;
        }
        while (next < end) {
            if (groupAt < GROUP) {
                to[next++] = group[groupAt++];
            } else if (end - next >= GROUP) {
                next += whole(to, next, end - next);
            } else {
                unpack(group, 0, GROUP);
                groupAt = 0;
            }
        }
        if (isInt32) {
            narrow(to, at, end);
        }
    }

    /** Unpacks whole groups of eight, at least one, directly into the target. */
    private int whole(long[] to, int at, int max) {
        toMini();
        int some = (int) Math.min(miniLeft, max - max % GROUP);
        unpack(to, at, some);
        return some;
    }

    private void unpack(long[] to, int at, int count) {
        toMini();
        long bits = (long) count * width;
        int start = in.take(bits / Byte.SIZE);
        BitUnpacking.unpack(in.bytes, (long) start * Byte.SIZE, width, to, at, count);
        long value = last;
        long min = minDelta;
        for (int i = at; i < at + count; i++) {
            value += to[i] + min;
            to[i] = value;
        }
        last = value;
        miniLeft -= count;
    }

    private void toMini() {
        if (miniLeft > 0) {
            return;
        }
        if (mini == blocksMiniCount) {
            beginBlock();
        }
        width = widths[mini++];
        if (width > Long.SIZE) {
            throw new ParquetDecodingException("a delta must have 0..64 bits, but has " + width);
        }
        miniLeft = miniSize;
    }

    private void beginBlock() {
        minDelta = in.zigZag();
        int start = in.take(blocksMiniCount);
        if (widths.length < blocksMiniCount) {
            widths = new int[blocksMiniCount];
        }
        for (int i = 0; i < blocksMiniCount; i++) {
            widths[i] = in.bytes[start + i] & 0xFF;
        }
        mini = 0;
    }

    private static void narrow(long[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = (int) to[i];
        }
    }

    @Override
    public void skip(int count) {
        long[] passed = new long[Math.min(count, 64 * GROUP)];
        for (int rest = count; rest > 0; rest -= passed.length) {
            read(passed, 0, Math.min(rest, passed.length));
        }
    }

    /** Skips all values and their padding, so that the bytes after them can be read. */
    void passAll() {
        for (long rest = left - 1L; rest > 0; rest -= miniSize) {
            toMini();
            in.take(miniSize * width / Byte.SIZE);
            miniLeft = 0;
        }
    }
}
