// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

/** What a file that is not Parquet, is truncated or lacks a column does to a run. */
public enum BadFilePolicy {
    /** The run stops. */
    FAIL,
    /** The file is recorded as an incident and left out. */
    SKIP
}
