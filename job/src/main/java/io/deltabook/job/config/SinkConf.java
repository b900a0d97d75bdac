// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.PageEncodings;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.TimestampUnit;
import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/**
 * How the output is written.
 *
 * @param compression codec of all columns
 * @param rowGroupBytes largest row group, bytes
 * @param fileMaxBytes file size at which an hour continues in another file
 * @param idleClose pause in writing after which an open file is closed
 * @param encodings encodings of the events
 * @param timestamps unit of all timestamps
 * @param doubles whether every price and quantity has a DOUBLE twin
 * @param quotes whether the best bid and ask are written
 */
public record SinkConf(
        Compression compression,
        long rowGroupBytes,
        long fileMaxBytes,
        Duration idleClose,
        PageEncodings encodings,
        TimestampUnit timestamps,
        boolean doubles,
        boolean quotes) {
    private static final MemorySize SMALLEST_ROW_GROUP =
            new MemorySize(ParquetSettings.MIN_ROW_GROUP_BYTES);
    private static final MemorySize LARGEST_ROW_GROUP = MemorySize.ofMebiBytes(1_024);
    private static final MemorySize SMALLEST_FILE = MemorySize.ofMebiBytes(1);

    /** Columns of the events in a schema version; the first one has no variants. */
    public EventFormat format(int version) {
        return version == EventSchema.FIRST_VERSION
                ? EventFormat.of(version)
                : new EventFormat(version, timestamps, doubles);
    }

    static SinkConf from(OptionReader options) {
        return new SinkConf(
                options.word(SinkOptions.COMPRESSION),
                options.bytes(SinkOptions.ROW_GROUP_SIZE, SMALLEST_ROW_GROUP, LARGEST_ROW_GROUP),
                options.bytes(SinkOptions.FILE_MAX_SIZE, SMALLEST_FILE, MemorySize.MAX_VALUE),
                options.duration(SinkOptions.IDLE_CLOSE, Duration.ofMillis(100)),
                options.word(SinkOptions.ENCODINGS),
                options.word(SinkOptions.TIMESTAMPS),
                options.flag(SinkOptions.DOUBLES),
                options.flag(SinkOptions.QUOTES));
    }
}
