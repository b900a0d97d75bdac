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
 * @param dialect what the columns are called, null for the dialect that fits best
 * @param columns names of columns that do not have the dialect's, by what they carry
 * @param units units of times that are plain numbers
 * @param sides what stands for the sides beside the usual words
 * @param nonPositivePrices whether 0 and negative prices are prices
 */
public record TableFormat(
        DeltaDialect dialect,
        Map<DeltaField, String> columns,
        TimeUnits units,
        SideValues sides,
        boolean nonPositivePrices)
        implements Serializable {
    /** All by the columns that are there. */
    public static final TableFormat BY_COLUMNS = of(null);

    public TableFormat {
        Map<DeltaField, String> copy = new EnumMap<>(DeltaField.class);
        copy.putAll(columns);
        columns = Collections.unmodifiableMap(copy);
        Objects.requireNonNull(units, "units");
        Objects.requireNonNull(sides, "sides");
    }

    /** A dialect as it is. */
    public static TableFormat of(DeltaDialect dialect) {
        return new TableFormat(dialect, Map.of(), TimeUnits.OF_DIALECT, SideValues.NONE, false);
    }

    /** The same with another dialect. */
    public TableFormat with(DeltaDialect other) {
        return new TableFormat(other, columns, units, sides, nonPositivePrices);
    }

    /** The same with other units of times. */
    public TableFormat with(TimeUnits other) {
        return new TableFormat(dialect, columns, other, sides, nonPositivePrices);
    }
}
