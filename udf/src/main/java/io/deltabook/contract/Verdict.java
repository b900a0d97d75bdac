// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * What can be said about a lane's completeness. A mode has the best verdict that its ids allow; a
 * finished lane has its actual verdict. Ordered from best to worst.
 */
public enum Verdict {
    /** The ids prove that no message is missing. */
    VERIFIED,
    /** The ids only increase; nothing is proven. */
    CLEAN,
    /** There are no ids. */
    UNVERIFIABLE,
    /** Ids that should only increase went back. */
    DISORDERED,
    /** The ids prove that messages are missing. */
    GAPS;

    /** The verdict of a finished lane. */
    public static Verdict of(SequenceMode mode, long gaps, long regressions) {
        if (gaps > 0) {
            return GAPS;
        }
        return mode == SequenceMode.MONOTONIC && regressions > 0 ? DISORDERED : mode.verdict();
    }

    /** Lower-case word used in statistics and summaries. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
