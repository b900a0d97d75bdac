// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How the columns of a table are read.
 *
 * @param dialect names of the columns, null for the best-fitting dialect
 * @param columns names of columns that differ from the dialect's, by role
 * @param units units of times that are plain numbers
 * @param sides values for the sides besides the usual words
 * @param nonPositivePrices whether 0 and negative prices are prices
 */
public record TableFormat(
        DeltaDialect dialect,
        Map<DeltaField, String> columns,
        TimeUnits units,
        SideValues sides,
        boolean nonPositivePrices)
        implements Serializable {
    /** Everything is decided by the columns present. */
    public static final TableFormat BY_COLUMNS = of(null);

    public TableFormat {
        Map<DeltaField, String> copy = new EnumMap<>(DeltaField.class);
        copy.putAll(columns);
        columns = Collections.unmodifiableMap(copy);
        Objects.requireNonNull(units, "units");
        Objects.requireNonNull(sides, "sides");
    }

    /** A dialect without changes. */
    public static TableFormat of(DeltaDialect dialect) {
        return new TableFormat(dialect, Map.of(), TimeUnits.OF_DIALECT, SideValues.NONE, false);
    }

    /** A copy with another dialect. */
    public TableFormat with(DeltaDialect other) {
        return new TableFormat(other, columns, units, sides, nonPositivePrices);
    }

    /** A copy with other time units. */
    public TableFormat with(TimeUnits other) {
        return new TableFormat(dialect, columns, other, sides, nonPositivePrices);
    }
}
