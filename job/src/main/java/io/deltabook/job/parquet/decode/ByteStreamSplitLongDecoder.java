// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;

/** INT64, DOUBLE as its bits, or INT32, all first bytes first: BYTE_STREAM_SPLIT. */
final class ByteStreamSplitLongDecoder implements ValueDecoder<long[]> {
    private final int width;
    private PageBytes in;
    private int start;
    private int stride;
    private int next;

    /**
     * @param width bytes of a value
     */
    ByteStreamSplitLongDecoder(int width) {
        this.width = width;
    }

    @Override
    public void begin(PageBytes page, int max) {
        in = page;
        stride = ByteStreamSplitBytesDecoder.stride(page, width, max);
        start = page.at;
        next = 0;
    }

    @Override
    public void read(long[] to, int at, int count) {
        int first = start + next;
        skip(count);
        byte[] bytes = in.bytes;
        for (int i = 0, place = first + (width - 1) * stride; i < count; i++) {
            to[at + i] = bytes[place + i];
        }
        for (int part = width - 2; part >= 0; part--) {
            int place = first + part * stride;
            for (int i = 0; i < count; i++) {
                to[at + i] = to[at + i] << Byte.SIZE | bytes[place + i] & 0xFF;
            }
        }
    }

    @Override
    public void skip(int count) {
        ByteStreamSplitBytesDecoder.requireLeft(stride - next, count);
        next += count;
    }
}
