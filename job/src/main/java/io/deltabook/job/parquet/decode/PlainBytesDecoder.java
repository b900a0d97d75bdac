// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;

/** BINARY, each behind its length in four bytes. */
final class PlainBytesDecoder implements ValueDecoder<ByteSlices> {
    private PageBytes in;

    @Override
    public void begin(PageBytes page, int max) {
        in = page;
    }

    @Override
    public void read(ByteSlices to, int at, int count) {
        int array = to.addPage(in.bytes);
        for (int i = at; i < at + count; i++) {
            int length = in.fixedInt();
            to.set(i, array, in.take(length), length);
        }
    }

    @Override
    public void skip(int count) {
        for (int i = 0; i < count; i++) {
            int length = in.fixedInt();
            in.take(length);
        }
    }
}
