// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Names the process limit behind an error, and how to raise it. */
public final class ProcessLimits {
    private static final List<String> HEAP =
            List.of("OutOfMemoryError: Java heap space", "OutOfMemoryError: GC overhead limit");

    private static final String DESCRIPTORS = "Too many open files";

    private ProcessLimits() {}

    /**
     * Adds the limit that was reached to an error.
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
            return "%s (the limit of this process is %,d: raise it with 'ulimit -n', or lower --parallelism)"
                    .formatted(error, system.getMaxFileDescriptorCount());
        }
        return error;
    }

    /** Says that the heap is exhausted, and the way out. */
    public static String exhaustedHeap() {
        return "the heap of %d MB is exhausted: give it more with %s, or lower --parallelism or book.depth.retained"
                .formatted(Runtime.getRuntime().maxMemory() >> 20, ExecutableJar.heapOption());
    }
}
