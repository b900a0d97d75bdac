// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Says which limit of this process an error is about, and how to raise it. */
public final class ProcessLimits {
    private static final List<String> HEAP =
            List.of("OutOfMemoryError: Java heap space", "OutOfMemoryError: GC overhead limit");

    private static final String DESCRIPTORS = "Too many open files";

    private ProcessLimits() {}

    /**
     * Adds the limit that was reached.
     *
     * @param error any error, in one line
     */
    public static String explain(String error) {
        if (HEAP.stream().anyMatch(error::contains)) {
            return error + ": " + exhaustedHeap();
        }
        if (error.contains(DESCRIPTORS)
                && ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system) {
            return "%s (at most %,d in this process: raise that with 'ulimit -n', or lower --parallelism)"
                    .formatted(error, system.getMaxFileDescriptorCount());
        }
        return error;
    }

    /** That the heap is exhausted, and the way out. */
    public static String exhaustedHeap() {
        return "the heap of %d MB is exhausted: give more with DELTABOOK_HEAP, or lower --parallelism or book.depth.retained"
                .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }
}
