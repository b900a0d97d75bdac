// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.memory.MemorySettings;
import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/**
 * How much memory a run may use, and what happens at the limit.
 *
 * @param limitBytes bytes that a process may use, 0 for the default of its machine
 * @param sampleInterval time between two measurements
 * @param pauseTimeout longest pause of the source
 * @param rawDataBytes maximum input and output in memory at once, bytes
 */
public record MemoryConf(
        long limitBytes, Duration sampleInterval, Duration pauseTimeout, long rawDataBytes) {
    private static final MemorySize SMALLEST_LIMIT = MemorySize.ofMebiBytes(256);
    private static final MemorySize SMALLEST_RAW_DATA = MemorySize.ofMebiBytes(64);

    static MemoryConf from(OptionReader options) {
        return new MemoryConf(
                options.bytesOrZero(MemoryOptions.LIMIT, SMALLEST_LIMIT),
                options.duration(MemoryOptions.SAMPLE_INTERVAL, Duration.ofMillis(10)),
                options.duration(MemoryOptions.PAUSE_TIMEOUT, Duration.ofMillis(10)),
                options.bytes(
                        MemoryOptions.RAW_DATA_LIMIT, SMALLEST_RAW_DATA, MemorySize.MAX_VALUE));
    }

    /** How the reading processes monitor their memory. */
    public MemorySettings settings() {
        return MemorySettings.of(limitBytes, sampleInterval);
    }
}
