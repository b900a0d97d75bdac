// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.parquet.event.ParquetSettings;
import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/**
 * How the output is written.
 *
 * @param compression codec of all columns
 * @param rowGroupBytes largest row group, bytes
 * @param fileMaxBytes file size at which an hour continues in another file
 * @param idleClose pause in writing after which an open file is closed
 */
public record SinkConf(
        Compression compression, long rowGroupBytes, long fileMaxBytes, Duration idleClose) {
    private static final MemorySize SMALLEST_ROW_GROUP =
            new MemorySize(ParquetSettings.MIN_ROW_GROUP_BYTES);
    private static final MemorySize LARGEST_ROW_GROUP = MemorySize.ofMebiBytes(1_024);
    private static final MemorySize SMALLEST_FILE = MemorySize.ofMebiBytes(1);

    static SinkConf from(OptionReader options) {
        return new SinkConf(
                options.word(SinkOptions.COMPRESSION),
                options.bytes(SinkOptions.ROW_GROUP_SIZE, SMALLEST_ROW_GROUP, LARGEST_ROW_GROUP),
                options.bytes(SinkOptions.FILE_MAX_SIZE, SMALLEST_FILE, MemorySize.MAX_VALUE),
                options.duration(SinkOptions.IDLE_CLOSE, Duration.ofMillis(100)));
    }
}
