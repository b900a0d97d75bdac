// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

/** What happens to a table besides the deltas. */
public enum TablePolicy {
    /** Its rows are merged into the deltas of their lane. */
    MERGE,
    /** Its files are not read. */
    IGNORE
}
