// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

/** Which of Parquet's encodings the pages of the output may have. */
public enum PageEncodings {
    /** Those that take the least room, among them DELTA_BINARY_PACKED and RLE. */
    COMPACT,
    /** PLAIN and dictionaries, which every reader knows. */
    PORTABLE
}
