// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.parquet.dialect.TimeUnits;
import java.util.Locale;

/**
 * The user's choice of unit for times stored as plain numbers: one for all, or chosen by values.
 */
public enum TimeUnitChoice {
    AUTO(TimeUnits.OF_DIALECT),
    S(1_000_000_000),
    MS(1_000_000),
    US(1_000),
    NS(1);

    private final TimeUnits units;

    TimeUnitChoice(long nanos) {
        this(new TimeUnits(nanos, nanos));
    }

    TimeUnitChoice(TimeUnits units) {
        this.units = units;
    }

    /** The units of all times. */
    TimeUnits units() {
        return units;
    }

    /** The spelling used in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
