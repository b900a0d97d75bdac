// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;

/** BINARY, one behind the other, behind all lengths: DELTA_LENGTH_BYTE_ARRAY. */
final class DeltaLengthByteArrayDecoder implements ValueDecoder<ByteSlices> {
    private final Lengths lengths = new Lengths();
    private PageBytes in;

    @Override
    public void begin(PageBytes page, int max) {
        lengths.begin(page, max);
        in = page;
    }

    @Override
    public void read(ByteSlices to, int at, int count) {
        int array = to.addPage(in.bytes);
        for (int i = at; i < at + count; i++) {
            int length = lengths.next();
            to.set(i, array, in.take(length), length);
        }
    }

    @Override
    public void skip(int count) {
        for (int i = 0; i < count; i++) {
            in.take(lengths.next());
        }
    }
}
