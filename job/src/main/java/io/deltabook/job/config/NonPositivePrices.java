// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import java.util.Locale;

/** How prices of 0 and below are treated. */
public enum NonPositivePrices {
    /** As faults: their rows are rejected. */
    REJECT,
    /** As valid prices, which combos and spreads have. */
    ALLOW;

    /** The spelling used in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
