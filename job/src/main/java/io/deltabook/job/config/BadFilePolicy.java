// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

/** What happens to a run when a file is not Parquet, is truncated or lacks a column. */
public enum BadFilePolicy {
    /** The run stops. */
    FAIL,
    /** The file is recorded as an incident and skipped. */
    SKIP
}
