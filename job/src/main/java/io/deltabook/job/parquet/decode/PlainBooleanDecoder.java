// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;

/** BOOLEAN in a bit each, as 0 and 1. */
final class PlainBooleanDecoder implements ValueDecoder<long[]> {
    private PageBytes in;
    private long bit;

    @Override
    public void begin(PageBytes page, int max) {
        in = page;
        bit = (long) page.at * Byte.SIZE;
    }

    @Override
    public void read(long[] to, int at, int count) {
        long start = bit;
        skip(count);
        BitUnpacking.unpack(in.bytes, start, 1, to, at, count);
    }

    @Override
    public void skip(int count) {
        bit += count;
        int reached = (int) ((bit + Byte.SIZE - 1) / Byte.SIZE);
        in.take(reached - in.at);
    }
}
