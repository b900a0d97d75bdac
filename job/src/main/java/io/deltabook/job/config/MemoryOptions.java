// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** How much memory a run may take, and what happens at the limit. */
public final class MemoryOptions {
    public static final ConfigOption<MemorySize> LIMIT =
            key("memory.limit")
                    .memoryType()
                    .noDefaultValue()
                    .withDescription(
                            "Memory that a process of the run may use. At 85 % of it the source is"
                                    + " slowed, at 95 % paused until it is less than 85 %. When not"
                                    + " set, 24 GB or 85 % of what the machine or the container"
                                    + " has, whichever is less.");

    public static final ConfigOption<Duration> SAMPLE_INTERVAL =
            key("memory.sample-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("Time between two measurements of the memory in use.");

    static final List<ConfigOption<?>> ALL = List.of(LIMIT, SAMPLE_INTERVAL);

    private MemoryOptions() {}
}
