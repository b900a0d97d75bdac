// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.util.concurrent.atomic.LongAdder;

/** Bytes that this process has written to files of outputs and of its state. */
public final class WrittenBytes {
    private static final LongAdder SUM = new LongAdder();

    private WrittenBytes() {}

    /** Counts bytes as written. */
    public static void add(long bytes) {
        SUM.add(bytes);
    }

    public static long sum() {
        return SUM.sum();
    }
}
