// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.InputTable;
import io.deltabook.job.importing.column.FlagRows;
import io.deltabook.job.importing.column.IdRows;
import io.deltabook.job.importing.column.NumberRows;
import io.deltabook.job.importing.column.RowColumn;
import io.deltabook.job.importing.column.SideRows;
import io.deltabook.job.importing.column.TimeRows;
import io.deltabook.job.importing.column.TimeText;
import io.deltabook.job.importing.column.TradeIdRows;
import io.deltabook.job.importing.csv.CsvHeader;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.SideValues;
import io.deltabook.job.parquet.dialect.SideWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Which field of a file's lines holds what.
 *
 * @param table what the rows are
 * @param header the first line
 * @param hasHeader whether the first line is a header; otherwise it is a row
 * @param fields field indexes from 0, by role
 * @param levels fields of the levels of book snapshots, by their names in native files
 * @param event reads event times
 * @param arrival reads arrival times
 * @param sides words for sides in addition to the usual ones
 */
record ColumnBinding(
        InputTable table,
        CsvHeader header,
        boolean hasHeader,
        Map<DeltaField, Integer> fields,
        SortedMap<String, Integer> levels,
        TimeText event,
        TimeText arrival,
        SideValues sides) {
    private static final int NONE = -1;

    /** Index of the field with a role, negative for none. */
    int field(DeltaField what) {
        return fields.getOrDefault(what, NONE);
    }

    /** The columns of one lane's rows, named as in native files. */
    List<RowColumn> newColumns() {
        List<RowColumn> columns = new ArrayList<>();
        columns.add(new TimeRows("origin_time", field(DeltaField.EVENT_TIME), event));
        if (has(DeltaField.ARRIVAL_TIME)) {
            columns.add(new TimeRows("received_time", field(DeltaField.ARRIVAL_TIME), arrival));
        }
        switch (table) {
            case DELTAS -> addDeltas(columns);
            case TRADES -> addTrades(columns);
            case BOOK -> {
                addId(columns, DeltaField.UPDATE_ID, "update_id");
                levels.forEach((name, field) -> columns.add(new NumberRows(name, field, true)));
            }
        }
        return columns;
    }

    private boolean has(DeltaField what) {
        return fields.containsKey(what);
    }

    private void addDeltas(List<RowColumn> columns) {
        addId(columns, DeltaField.UPDATE_ID, "update_id");
        addId(columns, DeltaField.FIRST_ID, "first_update_id");
        addId(columns, DeltaField.PREVIOUS_ID, "prev_update_id");
        int side = field(DeltaField.SIDE);
        String name = hasHeader ? header.names().get(side) : "";
        columns.add(SideRows.ofBook(side, SideWords.ofBook(name, sides)));
        columns.add(new NumberRows("price", field(DeltaField.PRICE), false));
        columns.add(new NumberRows("new_quantity", field(DeltaField.QUANTITY), false));
        if (has(DeltaField.SNAPSHOT)) {
            columns.add(new FlagRows(field(DeltaField.SNAPSHOT), false));
        } else if (has(DeltaField.CHANGE)) {
            columns.add(new FlagRows(field(DeltaField.CHANGE), true));
        }
    }

    private void addId(List<RowColumn> columns, DeltaField what, String name) {
        if (has(what)) {
            int other = what == DeltaField.UPDATE_ID ? field(DeltaField.SNAPSHOT_ID) : NONE;
            columns.add(new IdRows(name, field(what), other));
        }
    }

    private void addTrades(List<RowColumn> columns) {
        if (has(DeltaField.TRADE_ID)) {
            columns.add(new TradeIdRows(field(DeltaField.TRADE_ID)));
        }
        columns.add(SideRows.ofTrades(field(DeltaField.AGGRESSOR), SideWords.ofTrades(sides)));
        columns.add(new NumberRows("price", field(DeltaField.PRICE), false));
        columns.add(new NumberRows("quantity", field(DeltaField.QUANTITY), false));
    }
}
