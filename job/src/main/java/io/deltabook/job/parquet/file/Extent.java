// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

/**
 * Bytes of a file.
 *
 * @param start position of the first
 * @param end position after the last
 */
public record Extent(long start, long end) {
    long length() {
        return end - start;
    }
}
