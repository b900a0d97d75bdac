// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** INT64, and DOUBLE as its bits, in eight bytes each. */
final class PlainLongDecoder implements ValueDecoder<long[]> {
    private PageBytes in;

    @Override
    public void begin(PageBytes page, int max) {
        in = page;
    }

    @Override
    public void read(long[] to, int at, int count) {
        int length = count * Long.BYTES;
        int start = in.take((long) count * Long.BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(in.bytes, start, length);
        bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(to, at, count);
    }

    @Override
    public void skip(int count) {
        in.take((long) count * Long.BYTES);
    }
}
