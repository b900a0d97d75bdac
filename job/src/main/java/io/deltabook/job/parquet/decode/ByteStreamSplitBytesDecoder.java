// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import org.apache.parquet.io.ParquetDecodingException;

/** FIXED_LEN_BYTE_ARRAY, all first bytes first: BYTE_STREAM_SPLIT. */
final class ByteStreamSplitBytesDecoder implements ValueDecoder<ByteSlices> {
    private final int width;
    private PageBytes in;
    private int start;
    private int stride;
    private int next;

    ByteStreamSplitBytesDecoder(int width) {
        this.width = width;
    }

    /** Number of values of a page, which is the length of each of its {@code width} streams. */
    static int stride(PageBytes page, int width, int max) {
        int bytes = page.left();
        if (width <= 0 || bytes % width != 0 || bytes / width > max) {
            throw new ParquetDecodingException(
                    "a page must have at most %s values of %s bytes each, but has %s bytes"
                            .formatted(max, width, bytes));
        }
        return bytes / width;
    }

    static void requireLeft(int left, int count) {
        if (count > left) {
            throw new ParquetDecodingException(
                    "a page must have " + count + " values more, but has " + left);
        }
    }

    @Override
    public void begin(PageBytes page, int max) {
        in = page;
        stride = stride(page, width, max);
        start = page.at;
        next = 0;
    }

    @Override
    public void read(ByteSlices to, int at, int count) {
        int first = start + next;
        skip(count);
        byte[] values = new byte[count * width];
        int array = to.add(values);
        for (int i = 0; i < count; i++) {
            for (int part = 0; part < width; part++) {
                values[i * width + part] = in.bytes[first + part * stride + i];
            }
            to.set(at + i, array, i * width, width);
        }
    }

    @Override
    public void skip(int count) {
        requireLeft(stride - next, count);
        next += count;
    }
}
