// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;

/** The lengths of a page's byte strings, DELTA_BINARY_PACKED in front of the bytes. */
final class Lengths {
    private final DeltaBinaryPackedDecoder whole = DeltaBinaryPackedDecoder.ofInt32();
    private final DeltaBinaryPackedDecoder decoder = DeltaBinaryPackedDecoder.ofInt32();
    private final PageBytes in = new PageBytes();
    private final long[] some = new long[1_024];
    private int left;
    private int next;
    private int read;

    /** Skips all lengths; the page is then positioned after them. */
    void begin(PageBytes page, int max) {
        in.wrap(page.bytes, page.at, page.end);
        decoder.begin(in, max);
        whole.begin(page, max);
        whole.passAll();
        left = decoder.left();
        next = 0;
        read = 0;
    }

    /** The next length; may be negative in a damaged page. */
    int next() {
        if (next == read) {
            ByteStreamSplitBytesDecoder.requireLeft(left, 1);
            next = 0;
            read = Math.min(left, some.length);
            left -= read;
            decoder.read(some, 0, read);
        }
        return (int) some[next++];
    }
}
