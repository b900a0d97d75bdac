// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;

/** BOOLEAN as runs, as 0 and 1. */
final class RleBooleanDecoder implements ValueDecoder<long[]> {
    private final RleBitPackedDecoder runs = new RleBitPackedDecoder();
    private int[] flags = {};

    @Override
    public void begin(PageBytes page, int max) {
        int length = page.fixedInt();
        int start = page.take(length);
        runs.begin(page.bytes, start, page.at, 1);
    }

    @Override
    public void read(long[] to, int at, int count) {
        if (flags.length < count) {
            flags = new int[to.length];
        }
        runs.read(flags, 0, count);
        for (int i = 0; i < count; i++) {
            to[at + i] = flags[i] == 0 ? 0 : 1;
        }
    }

    @Override
    public void skip(int count) {
        runs.skip(count);
    }
}
