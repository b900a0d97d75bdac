// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.util.concurrent.atomic.LongAdder;

/** Bytes that this process has read from Parquet files and written to files of its outputs. */
public final class IoBytes {
    private static final LongAdder READ = new LongAdder();
    private static final LongAdder WRITTEN = new LongAdder();

    private IoBytes() {}

    /** Counts bytes as read. */
    public static void addRead(long bytes) {
        READ.add(bytes);
    }

    /** Counts bytes as written. */
    public static void addWritten(long bytes) {
        WRITTEN.add(bytes);
    }

    public static long read() {
        return READ.sum();
    }

    public static long written() {
        return WRITTEN.sum();
    }
}
