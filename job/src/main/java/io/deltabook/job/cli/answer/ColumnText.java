// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.dialect.TimeUnits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Describes in words how columns are read. */
final class ColumnText {
    private ColumnText() {}

    /** The mapping, in the syntax of {@code source.columns}. */
    static String mapping(Map<String, String> columns) {
        List<String> entries = new ArrayList<>();
        columns.forEach((role, column) -> entries.add(role + ": " + column));
        return String.join(", ", entries);
    }

    /** The units of times stored as plain numbers; empty if there are none. */
    static String units(TimeUnits units) {
        List<String> texts = new ArrayList<>();
        units(units, (role, word) -> texts.add(role + " in " + word));
        return String.join(", ", texts);
    }

    /** The units by role; null where a column's type defines its unit. */
    static Map<String, Object> json(TimeUnits units) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event_time", null);
        json.put("arrival_time", null);
        units(units, json::put);
        return json;
    }

    /** Receives a unit. */
    private interface Unit {
        void of(String role, String word);
    }

    private static void units(TimeUnits units, Unit each) {
        if (units.eventNanos() != TimeUnits.BY_DIALECT) {
            each.of("event_time", TimeUnits.word(units.eventNanos()));
        }
        if (units.arrivalNanos() != TimeUnits.BY_DIALECT) {
            each.of("arrival_time", TimeUnits.word(units.arrivalNanos()));
        }
    }

    /** How a lane's numbers are represented. */
    static String numbers(Lane lane) {
        return lane.strategy() == DecimalStrategy.DECIMAL128
                ? "decimal128"
                : String.format(
                        Locale.ROOT,
                        "pips, %d decimals for prices, %d for quantities",
                        lane.priceScale(),
                        lane.quantityScale());
    }
}
