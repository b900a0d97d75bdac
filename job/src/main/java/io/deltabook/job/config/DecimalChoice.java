// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.contract.DecimalStrategy;
import java.util.Locale;

/** How the user wants numbers to be held: in one way, or as those of each lane need it. */
public enum DecimalChoice {
    AUTO(null),
    PIPS(DecimalStrategy.PIPS),
    DECIMAL128(DecimalStrategy.DECIMAL128);

    private final DecimalStrategy strategy;

    DecimalChoice(DecimalStrategy strategy) {
        this.strategy = strategy;
    }

    /** The way asked for, null for {@link #AUTO}. */
    DecimalStrategy strategy() {
        return strategy;
    }

    /** As it is written in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
