// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

/** Codecs for the output; the names are Parquet's. */
public enum Compression {
    ZSTD,
    SNAPPY,
    GZIP,
    LZ4_RAW,
    UNCOMPRESSED
}
