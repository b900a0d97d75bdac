// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import java.util.Locale;

/** What prices of 0 and below are. */
public enum NonPositivePrices {
    /** Faults: their rows are rejected. */
    REJECT,
    /** Prices, as combos and spreads have them. */
    ALLOW;

    /** As it is written in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
