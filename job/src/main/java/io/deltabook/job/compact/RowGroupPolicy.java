// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import java.util.Locale;

/** What becomes of the row groups of parts that are joined. */
public enum RowGroupPolicy {
    /** They are written anew where they are much too small on average, else kept. */
    AUTO,
    /** They are kept as they are. */
    KEEP,
    /** They are written anew. */
    REWRITE;

    /** The policy in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
