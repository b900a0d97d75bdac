// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import io.deltabook.job.export.lane.ExportCounts.Count;
import java.math.BigDecimal;

/** Turns decimals into doubles and counts those from which the decimal cannot be read back. */
public final class NearestDouble {
    /** Decimals of up to this many digits survive as doubles. */
    private static final int SAFE_DIGITS = 15;

    private final ExportCounts counts;

    public NearestDouble(ExportCounts counts) {
        this.counts = counts;
    }

    public double of(BigDecimal value) {
        double nearest = value.doubleValue();
        if (value.precision() > SAFE_DIGITS
                && new BigDecimal(Double.toString(nearest)).compareTo(value) != 0) {
            counts.add(Count.ROUNDED);
        }
        return nearest;
    }
}
