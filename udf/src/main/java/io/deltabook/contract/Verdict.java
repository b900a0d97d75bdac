// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** What the input's ids allow to say about completeness. */
public enum Verdict {
    VERIFIED,
    CLEAN,
    UNVERIFIABLE;

    /** Lower-case word used in statistics and summaries. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
