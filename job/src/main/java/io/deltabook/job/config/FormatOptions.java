// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.SideValues;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** Reads the options that determine how columns are read. */
final class FormatOptions {
    private FormatOptions() {}

    static TableFormat from(OptionReader options) {
        return new TableFormat(
                options.word(SourceOptions.DIALECT).dialect(),
                columns(options),
                options.word(SourceOptions.TIME_UNIT).units(),
                sides(options),
                options.word(SourceOptions.NON_POSITIVE) == NonPositivePrices.ALLOW);
    }

    private static Map<DeltaField, String> columns(OptionReader options) {
        Map<DeltaField, String> columns = new EnumMap<>(DeltaField.class);
        options.map(SourceOptions.COLUMNS)
                .forEach(
                        (role, column) -> {
                            DeltaField field = DeltaField.ofRole(role);
                            if (field == null || column.isBlank()) {
                                options.fault(
                                        SourceOptions.COLUMNS,
                                        "names of columns by one of " + DeltaField.roles(),
                                        role + ": " + column,
                                        "write {price: px, quantity: sz}");
                            } else {
                                columns.put(field, column);
                            }
                        });
        return columns;
    }

    private static SideValues sides(OptionReader options) {
        List<String> bid = new ArrayList<>();
        List<String> ask = new ArrayList<>();
        ConfigOption<?> option = SourceOptions.SIDE_VALUES;
        options.map(SourceOptions.SIDE_VALUES)
                .forEach(
                        (side, values) -> {
                            for (String value : values.split(",")) {
                                String word = value.strip();
                                boolean isBid = side.equals("bid");
                                if (!isBid && !side.equals("ask")
                                        || word.isEmpty()
                                        || word.length() > SideValues.LONGEST) {
                                    options.fault(
                                            option,
                                            "values of bid and ask of 1 to "
                                                    + SideValues.LONGEST
                                                    + " characters",
                                            side + ": " + values,
                                            "write {bid: 1, ask: -1}");
                                } else {
                                    (isBid ? bid : ask).add(word);
                                }
                            }
                        });
        for (String word : bid) {
            if (ask.contains(word)) {
                options.fault(option, "different for bid and ask", word, "remove it from one");
            }
        }
        return new SideValues(bid, ask);
    }
}
