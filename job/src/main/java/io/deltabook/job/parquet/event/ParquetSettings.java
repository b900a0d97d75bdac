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
 * @param schemaVersion version of an events file's columns
 */
public record ParquetSettings(String codec, long rowGroupBytes, int schemaVersion)
        implements Serializable {
    /** The codecs that need nothing outside the jar. */
    public static final List<String> CODECS =
            List.of("zstd", "snappy", "gzip", "lz4_raw", "uncompressed");

    /** Minimum sensible row group, bytes. */
    public static final long MIN_ROW_GROUP_BYTES = 64 * 1024;

    /** Settings for the newest schema version. */
    public ParquetSettings(String codec, long rowGroupBytes) {
        this(codec, rowGroupBytes, EventSchema.VERSION);
    }

    public ParquetSettings {
        if (!EventSchema.isKnown(schemaVersion)) {
            throw new IllegalArgumentException(
                    "schema version must be "
                            + EventSchema.FIRST_VERSION
                            + " to "
                            + EventSchema.VERSION
                            + ", but was "
                            + schemaVersion);
        }
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
