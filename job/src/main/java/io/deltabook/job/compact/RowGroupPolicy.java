// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import java.util.Locale;

/** What happens to the row groups of joined parts. */
public enum RowGroupPolicy {
    /** Rewritten if they are much too small on average, otherwise kept. */
    AUTO,
    /** Kept unchanged. */
    KEEP,
    /** Rewritten. */
    REWRITE;

    /** The policy in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
