// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

/** Codecs the output can be written with; the names are Parquet's. */
public enum Compression {
    ZSTD,
    SNAPPY,
    GZIP,
    LZ4_RAW,
    UNCOMPRESSED
}
