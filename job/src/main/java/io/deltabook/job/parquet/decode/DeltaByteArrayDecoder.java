// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.HeapLimits;
import io.deltabook.job.parquet.file.PageBytes;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * DELTA_BYTE_ARRAY for BINARY and FIXED_LEN_BYTE_ARRAY: each value as a prefix of the previous one
 * and a suffix. In old files a page continues from the last value of the previous page.
 */
final class DeltaByteArrayDecoder implements ValueDecoder<ByteSlices> {
    private static final int FIRST_BYTES = 4_096;
    private static final int PASSED_AT_ONCE = 256;

    private final Lengths prefixes = new Lengths();
    private final Lengths suffixes = new Lengths();
    private PageBytes in;
    private byte[] last = {};
    private int lastAt;
    private int lastLength;
    private int prefix;

    /** Clears the previous value. */
    void reset() {
        lastLength = 0;
    }

    @Override
    public void begin(PageBytes page, int max) {
        prefixes.begin(page, max);
        suffixes.begin(page, max);
        in = page;
    }

    @Override
    public void read(ByteSlices to, int at, int count) {
        byte[] values = new byte[Math.max(FIRST_BYTES, lastLength)];
        int array = to.add(values);
        int end = 0;
        for (int i = at; i < at + count; i++) {
            int length = nextLength();
            if (length > values.length - end) {
                long twice = Math.min(2L * values.length, HeapLimits.TEXTS);
                values = new byte[(int) Math.max(length, twice)];
                array = to.add(values);
                end = 0;
            }
            append(values, end, length);
            to.set(i, array, end, length);
            end += length;
        }
    }

    private int nextLength() {
        prefix = prefixes.next();
        int suffix = suffixes.next();
        long length = (long) prefix + suffix;
        if (prefix < 0 || prefix > lastLength || suffix < 0 || length > HeapLimits.TEXTS) {
            throw new ParquetDecodingException(
                    "a string must share at most %s bytes with the previous one and have at most %s bytes, but shares %s and has %s"
                            .formatted(lastLength, HeapLimits.TEXTS, prefix, length));
        }
        return (int) length;
    }

    private void append(byte[] to, int at, int length) {
        System.arraycopy(last, lastAt, to, at, prefix);
        int suffix = length - prefix;
        System.arraycopy(in.bytes, in.take(suffix), to, at + prefix, suffix);
        last = to;
        lastAt = at;
        lastLength = length;
    }

    @Override
    public void skip(int count) {
        ByteSlices passed = new ByteSlices(Math.min(count, PASSED_AT_ONCE));
        for (int rest = count; rest > 0; rest -= passed.capacity()) {
            passed.clear();
            read(passed, 0, Math.min(rest, passed.capacity()));
        }
    }
}
