// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.contract.DecimalStrategy;
import java.util.Locale;

/** The user's choice of number representation: one for all lanes, or chosen per lane. */
public enum DecimalChoice {
    AUTO(null),
    PIPS(DecimalStrategy.PIPS),
    DECIMAL128(DecimalStrategy.DECIMAL128);

    private final DecimalStrategy strategy;

    DecimalChoice(DecimalStrategy strategy) {
        this.strategy = strategy;
    }

    /** The chosen representation, null for {@link #AUTO}. */
    DecimalStrategy strategy() {
        return strategy;
    }

    /** The spelling used in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
