// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How the memory of a reading process is monitored.
 *
 * @param limitBytes maximum usage, bytes; 0 for {@link #defaultLimit()} of that process
 * @param sampleInterval time between two measurements
 * @param probe the measurement
 */
public record MemorySettings(long limitBytes, Duration sampleInterval, MemoryProbe probe)
        implements Serializable {
    private static final long GIB = 1L << 30;
    private static final long MAX_BY_DEFAULT = 24 * GIB;
    private static final long PERCENT_OF_MACHINE = 85;

    public MemorySettings {
        Objects.requireNonNull(probe, "probe");
        if (limitBytes < 0) {
            throw new IllegalArgumentException(
                    "memory.limit must be 0 or more bytes, but was " + limitBytes);
        }
        if (sampleInterval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "memory.sample-interval must be at least 1 ms, but was " + sampleInterval);
        }
    }

    /** Settings with which the process measures itself. */
    public static MemorySettings of(long limitBytes, Duration sampleInterval) {
        return new MemorySettings(limitBytes, sampleInterval, ProcessMemory.INSTANCE);
    }

    /** 24 GiB, or 85 % of what the machine or the container has, whichever is less. */
    public static long defaultLimit() {
        return Math.min(MAX_BY_DEFAULT, MachineMemory.bytes() / 100 * PERCENT_OF_MACHINE);
    }
}
