// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;

/** INT32 in four bytes each. */
final class PlainIntDecoder implements ValueDecoder<long[]> {
    private PageBytes in;

    @Override
    public void begin(PageBytes page, int max) {
        in = page;
    }

    @Override
    public void read(long[] to, int at, int count) {
        int place = in.take((long) count * Integer.BYTES);
        for (int i = at; i < at + count; i++) {
            to[i] = PageBytes.intAt(in.bytes, place);
            place += Integer.BYTES;
        }
    }

    @Override
    public void skip(int count) {
        in.take((long) count * Integer.BYTES);
    }
}
