// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Codecs of generated files. */
public enum FileCodec {
    SNAPPY(CompressionCodecName.SNAPPY),
    ZSTD(CompressionCodecName.ZSTD),
    GZIP(CompressionCodecName.GZIP),
    UNCOMPRESSED(CompressionCodecName.UNCOMPRESSED);

    private final CompressionCodecName parquetName;

    FileCodec(CompressionCodecName parquetName) {
        this.parquetName = parquetName;
    }

    CompressionCodecName parquetName() {
        return parquetName;
    }
}
