// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;

/** FIXED_LEN_BYTE_ARRAY and INT96, one behind the other. */
final class FixedBytesDecoder implements ValueDecoder<ByteSlices> {
    private final int width;
    private PageBytes in;

    FixedBytesDecoder(int width) {
        this.width = width;
    }

    @Override
    public void begin(PageBytes page, int max) {
        in = page;
    }

    @Override
    public void read(ByteSlices to, int at, int count) {
        int array = to.addPage(in.bytes);
        int place = in.take((long) count * width);
        for (int i = at; i < at + count; i++) {
            to.set(i, array, place, width);
            place += width;
        }
    }

    @Override
    public void skip(int count) {
        in.take((long) count * width);
    }
}
