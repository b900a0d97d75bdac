// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * How a Parquet file is written.
 *
 * @param codec one of {@link #CODECS}
 * @param rowGroupBytes maximum row group, bytes; also the bound of a writer's buffer
 * @param format columns of an events file
 * @param encodings encodings of the pages
 */
public record ParquetSettings(
        String codec, long rowGroupBytes, EventFormat format, PageEncodings encodings)
        implements Serializable {
    /** The codecs that need nothing outside the jar. */
    public static final List<String> CODECS =
            List.of("zstd", "snappy", "gzip", "lz4_raw", "uncompressed");

    /** Minimum sensible row group, bytes. */
    public static final long MIN_ROW_GROUP_BYTES = 64 * 1024;

    /** Settings for the newest schema version. */
    public ParquetSettings(String codec, long rowGroupBytes) {
        this(codec, rowGroupBytes, EventFormat.DEFAULT, PageEncodings.COMPACT);
    }

    public ParquetSettings {
        codec = codec.toLowerCase(Locale.ROOT);
        if (!CODECS.contains(codec)) {
            throw new IllegalArgumentException(
                    "sink.compression must be one of " + CODECS + ", but was " + codec);
        }
        if (rowGroupBytes < MIN_ROW_GROUP_BYTES || rowGroupBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "sink.row-group-size must be "
                            + MIN_ROW_GROUP_BYTES
                            + ".."
                            + Integer.MAX_VALUE
                            + " bytes, but was "
                            + rowGroupBytes);
        }
    }

    public CompressionCodecName codecName() {
        return CompressionCodecName.valueOf(codec.toUpperCase(Locale.ROOT));
    }
}
