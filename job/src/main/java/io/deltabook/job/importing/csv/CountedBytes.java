// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Counts the bytes read from a file. */
public final class CountedBytes extends FilterInputStream {
    private final LongAdder count;

    public CountedBytes(InputStream in, LongAdder count) {
        super(in);
        this.count = count;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count.increment();
        }
        return octet;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        if (read > 0) {
            count.add(read);
        }
        return read;
    }
}
