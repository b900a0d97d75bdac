// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

/** What happens to the row groups of joined parts. */
public enum RowGroupPolicy {
    /** Rewritten if they are much too small on average, otherwise kept. */
    AUTO,
    /** Kept unchanged. */
    KEEP,
    /** Rewritten. */
    REWRITE;
}
