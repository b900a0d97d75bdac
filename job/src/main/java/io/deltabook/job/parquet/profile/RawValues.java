// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.PlainText;
import io.deltabook.job.parquet.dataset.ParquetRows;
import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.ListedLevels;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.example.data.Group;

/**
 * The values of a row as stored in the file, for display.
 *
 * @param columns name of each bound column, with the value or {@code null}
 * @param eventTime the event time if it is an integer, else null
 */
public record RawValues(Map<String, String> columns, Long eventTime) {
    private static final int LONGEST = 60;

    /** Maximum columns shown; full books have hundreds. */
    private static final int MAX_COLUMNS = 12;

    /** Reads row {@code row} (0-based) of a file. */
    public static RawValues of(Path path, InputTable table, TableFormat format, long row)
            throws IOException {
        try (DeltaFile file = DeltaFile.open(path, table, format)) {
            Group values = ParquetRows.row(path, row);
            Map<String, String> columns = new LinkedHashMap<>();
            List<ColumnDescriptor> bound = file.binding().columns();
            for (ColumnDescriptor column : bound.subList(0, Math.min(MAX_COLUMNS, bound.size()))) {
                String name = column.getPath()[0];
                columns.put(name, text(values, name));
            }
            ColumnDescriptor time = file.binding().column(DeltaField.EVENT_TIME);
            return new RawValues(
                    columns, time == null ? null : number(columns.get(time.getPath()[0])));
        }
    }

    private static String text(Group row, String column) {
        if (row.getFieldRepetitionCount(column) == 0) {
            return null;
        }
        String value = row.getValueToString(row.getType().getFieldIndex(column), 0);
        boolean isNested = ListedLevels.isNested(row.getType().getType(column));
        return PlainText.of(isNested ? value.strip().replaceAll("\\s+", " ") : value, LONGEST);
    }

    private static Long number(String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code name=value} of each column. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        columns.forEach(
                (name, value) ->
                        text.append(text.isEmpty() ? "" : ", ")
                                .append(name)
                                .append('=')
                                .append(value));
        return text.toString();
    }
}
