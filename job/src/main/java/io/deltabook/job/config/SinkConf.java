// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/**
 * How the output is written.
 *
 * @param compression codec of all columns
 * @param rowGroupBytes bytes of a row group
 * @param fileMaxBytes bytes at which an hour goes on in another file
 * @param idleClose pause after which an open file is closed
 */
public record SinkConf(
        Compression compression, long rowGroupBytes, long fileMaxBytes, Duration idleClose) {

    static SinkConf from(OptionReader options) {
        SinkConf conf =
                new SinkConf(
                        options.word(SinkOptions.COMPRESSION),
                        options.bytes(SinkOptions.ROW_GROUP_SIZE, MemorySize.ofMebiBytes(1)),
                        options.bytes(SinkOptions.FILE_MAX_SIZE, MemorySize.ofMebiBytes(1)),
                        options.duration(SinkOptions.IDLE_CLOSE, Duration.ofMillis(100)));
        if (conf.fileMaxBytes < conf.rowGroupBytes) {
            options.fault(
                    SinkOptions.FILE_MAX_SIZE,
                    "at least sink.row-group-size",
                    conf.fileMaxBytes + " < " + conf.rowGroupBytes + " bytes",
                    "make files larger or row groups smaller");
        }
        return conf;
    }
}
