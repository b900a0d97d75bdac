// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Memory used by this process: the resident set without the free part of the heap, which a JVM
 * rarely returns; at least the sum of the JVM's own pools, which is all there is if the system does
 * not report the resident set. Free heap that was never touched is not resident, so actual usage
 * may be higher by that amount.
 */
public enum ProcessMemory implements MemoryProbe {
    INSTANCE;

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1024;
    private static final long LOOK_NANOS = 100_000_000;
    private static final int FEWEST_LOOKS = 2;
    private static final int MAX_LOOKS = 20;

    @Override
    public long usedBytes() {
        long freeHeap = Runtime.getRuntime().freeMemory();
        return Math.max(residentBytes() - freeHeap, ofPools());
    }

    /** After a collection, freed heap returns to the system gradually. */
    @Override
    public long settledBytes() {
        System.gc();
        long bytes = usedBytes();
        for (int look = 0; look < MAX_LOOKS; look++) {
            LockSupport.parkNanos(LOOK_NANOS);
            long before = bytes;
            bytes = Math.min(bytes, usedBytes());
            if (look >= FEWEST_LOOKS && bytes == before) {
                break;
            }
        }
        return bytes;
    }

    /** The resident set, 0 if the system does not report it. */
    private static long residentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long ofPools() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            bytes += pool.getUsage() == null ? 0 : pool.getUsage().getUsed();
        }
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            bytes += Math.max(0, pool.getMemoryUsed());
        }
        return bytes;
    }
}
