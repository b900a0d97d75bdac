// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.deltabook.job.parquet.event.PageEncodings;
import io.deltabook.job.parquet.event.TimestampUnit;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** How the event stream is written. */
public final class SinkOptions {
    public static final ConfigOption<Compression> COMPRESSION =
            key("sink.compression")
                    .enumType(Compression.class)
                    .defaultValue(Compression.ZSTD)
                    .withDescription(
                            "Codec of the output: `zstd`, `snappy`, `gzip`, `lz4_raw` or"
                                    + " `uncompressed`.");

    public static final ConfigOption<MemorySize> ROW_GROUP_SIZE =
            key("sink.row-group-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(16))
                    .withDescription("Largest size of a row group; at most a quarter of a file.");

    public static final ConfigOption<MemorySize> FILE_MAX_SIZE =
            key("sink.file.max-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(400))
                    .withDescription("File size at which an hour continues in another file.");

    public static final ConfigOption<Duration> IDLE_CLOSE =
            key("sink.idle-close")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription("Pause in writing after which an hour's open file is closed.");

    public static final ConfigOption<PageEncodings> ENCODINGS =
            key("sink.encodings")
                    .enumType(PageEncodings.class)
                    .defaultValue(PageEncodings.COMPACT)
                    .withDescription(
                            "Encodings of the events: `compact`, or `portable` (PLAIN and"
                                    + " dictionaries only) for readers such as Flink SQL.");

    public static final ConfigOption<TimestampUnit> TIMESTAMPS =
            key("sink.timestamps")
                    .enumType(TimestampUnit.class)
                    .defaultValue(TimestampUnit.NANOS)
                    .withDescription(
                            "Unit of all timestamps: `nanos`, or `micros` for readers such as"
                                    + " Spark; input with finer times is then refused.");

    public static final ConfigOption<Boolean> DOUBLES =
            key("sink.doubles")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether every price and quantity also gets a DOUBLE column, named"
                                    + " `…_f64`, which engines compute with far faster.");

    public static final ConfigOption<Boolean> QUOTES =
            key("sink.quotes")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether the best bid and ask after each message that changes them are"
                                    + " written, to `quotes/`.");

    static final List<ConfigOption<?>> ALL =
            List.of(
                    COMPRESSION,
                    ROW_GROUP_SIZE,
                    FILE_MAX_SIZE,
                    IDLE_CLOSE,
                    ENCODINGS,
                    TIMESTAMPS,
                    DOUBLES,
                    QUOTES);

    private SinkOptions() {}
}
