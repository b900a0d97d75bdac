// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** How much memory a run may use, and what happens at the limit. */
public final class MemoryOptions {
    public static final ConfigOption<MemorySize> LIMIT =
            key("memory.limit")
                    .memoryType()
                    .noDefaultValue()
                    .withDescription(
                            "Memory that a process of the run may use. At 85 % of it the source is"
                                    + " slowed; at 95 % it is paused until usage falls below 85 %. If not"
                                    + " set, 24 GB or 85 % of the memory of the machine or container,"
                                    + " whichever is less.");

    public static final ConfigOption<Duration> SAMPLE_INTERVAL =
            key("memory.sample-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("Time between two measurements of the memory in use.");

    public static final ConfigOption<Duration> PAUSE_TIMEOUT =
            key("memory.pause-timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "How long the source may be paused for lack of memory before the"
                                    + " run is stopped with a savepoint.");

    public static final ConfigOption<MemorySize> RAW_DATA_LIMIT =
            key("memory.raw-data-limit")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(1_024))
                    .withDescription(
                            "Maximum input and output held in memory at once, between the files"
                                    + " read and the files written. A run whose settings allow more"
                                    + " does not start; the error says which setting to lower.");

    static final List<ConfigOption<?>> ALL =
            List.of(LIMIT, SAMPLE_INTERVAL, PAUSE_TIMEOUT, RAW_DATA_LIMIT);

    private MemoryOptions() {}
}
