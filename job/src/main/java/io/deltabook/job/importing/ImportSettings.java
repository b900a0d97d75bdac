// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.InputTable;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Settings of an import.
 *
 * @param inputs files or folders
 * @param output folder of the Parquet files
 * @param format format of the inputs
 * @param table what all inputs contain, null if name or header decides
 * @param exchange exchange of rows that name none
 * @param symbol symbol of rows that name none, null for none
 * @param columns column names, time units and words for sides
 * @param threads input files read at a time
 * @param groupValues maximum values per row group; {@link #GROUP_VALUES} is a good number
 */
public record ImportSettings(
        List<Path> inputs,
        Path output,
        ImportFormat format,
        InputTable table,
        String exchange,
        String symbol,
        TableFormat columns,
        int threads,
        int groupValues) {
    /** Values per row group that read fast and need little memory. */
    public static final int GROUP_VALUES = 1_000_000;

    public ImportSettings {
        inputs = List.copyOf(inputs);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
        }
    }

    /** Everything that the rows of an input depend on, as one comparable text. */
    String meaning() {
        StringJoiner meaning = new StringJoiner(" ");
        meaning.add("format=" + format.name().toLowerCase(Locale.ROOT));
        meaning.add("table=" + (table == null ? "auto" : table.name().toLowerCase(Locale.ROOT)));
        meaning.add("exchange=" + exchange);
        meaning.add("symbol=" + (symbol == null ? "" : symbol));
        for (Map.Entry<DeltaField, String> column : columns.columns().entrySet()) {
            meaning.add("source.columns." + column.getKey().role() + "=" + column.getValue());
        }
        meaning.add("source.time-unit=" + columns.units().eventNanos() + "ns");
        meaning.add("source.side-values=" + columns.sides().bid() + columns.sides().ask());
        return meaning.toString();
    }
}
