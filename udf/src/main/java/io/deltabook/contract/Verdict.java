// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * What may be said of a lane's completeness. A mode has the best verdict that its ids allow, a lane
 * that has ended the one that came out. The order is from the best to the worst.
 */
public enum Verdict {
    /** The ids prove that every message is there. */
    VERIFIED,
    /** The ids only rise; nothing is proven. */
    CLEAN,
    /** There are no ids. */
    UNVERIFIABLE,
    /** Ids that should only rise went back. */
    DISORDERED,
    /** The ids prove that messages are missing. */
    GAPS;

    /** The verdict of a lane that has ended. */
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
