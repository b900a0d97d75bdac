// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.engine.BookSettings;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;

/**
 * All options of a run, typed and validated; built once by the command line.
 *
 * @param source what is read
 * @param book how books are rebuilt
 * @param sink how the output is written
 * @param run where it writes, its parallelism and how it is monitored
 * @param memory how much memory the run may use
 */
public record JobConf(
        SourceConf source, BookSettings book, SinkConf sink, RunConf run, MemoryConf memory) {
    /**
     * Reads and checks every option.
     *
     * @throws InvalidConfigException with all faults at once
     */
    public static JobConf from(Configuration configuration) throws InvalidConfigException {
        OptionReader options = new OptionReader(configuration);
        JobConf conf =
                new JobConf(
                        SourceConf.from(options),
                        book(options),
                        SinkConf.from(options),
                        RunConf.from(options),
                        MemoryConf.from(options));
        if (!options.faults().isEmpty()) {
            throw new InvalidConfigException(options.faults());
        }
        return conf;
    }

    /** These options with another parallelism. */
    public JobConf withParallelism(int subtasks) {
        return new JobConf(source, book, sink, run.withParallelism(subtasks), memory);
    }

    private static BookSettings book(OptionReader options) {
        return new BookSettings(
                options.intIn(
                        BookOptions.DEPTH_RETAINED,
                        BookSettings.MIN_RETAINED,
                        BookSettings.MAX_DEPTH),
                options.intIn(BookOptions.DEPTH_PUBLISHED, 1, BookSettings.MAX_DEPTH),
                options.intIn(BookOptions.DEPTH_FEED, 0, Integer.MAX_VALUE),
                options.word(BookOptions.COLD_START),
                options.intIn(BookOptions.RING_MESSAGES, 1, BookSettings.MAX_RING_MESSAGES),
                options.atLeast(BookOptions.GAP_THRESHOLD, 0),
                options.word(BookOptions.ON_MAJOR_GAP),
                options.intIn(BookOptions.RESTART_AFTER, 1, Integer.MAX_VALUE),
                options.atLeast(BookOptions.SNAPSHOT_EVERY_UPDATES, 0),
                options.duration(BookOptions.SNAPSHOT_INTERVAL, Duration.ZERO).toNanos(),
                options.intIn(BookOptions.ANCHOR_DEPTH, 0, BookSettings.MAX_DEPTH),
                options.word(BookOptions.CROSSED_POLICY),
                options.intIn(BookOptions.IMPLICIT_MIN_LEVELS, 1, Integer.MAX_VALUE),
                options.duration(BookOptions.SILENCE_THRESHOLD, Duration.ZERO).toNanos(),
                options.duration(BookOptions.FROZEN_THRESHOLD, Duration.ZERO).toNanos(),
                options.word(BookOptions.CLOCK));
    }
}
