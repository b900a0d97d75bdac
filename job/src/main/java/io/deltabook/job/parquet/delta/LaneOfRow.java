// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneNames;
import io.deltabook.contract.PlainText;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.delta.column.TextColumn;
import io.deltabook.job.parquet.dialect.DeltaField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Determines the lane of each row of a chunk from the columns {@code exchange} and {@code symbol}
 * or, if there are none, from the path.
 */
public final class LaneOfRow {
    private final DeltaFile file;
    private final RowOwners owners;
    private final ToIntFunction<LaneId> indexOf;
    private final TextColumn exchanges;
    private final TextColumn symbols;
    private final Map<Values, Integer> known = new HashMap<>();

    private record Values(int exchange, int symbol) {}

    /**
     * @param indexOf the index of a lane, negative if its rows are not wanted
     */
    public LaneOfRow(
            DeltaFile file, RowOwners owners, ToIntFunction<LaneId> indexOf, int capacity) {
        this.file = file;
        this.owners = owners;
        this.indexOf = indexOf;
        this.exchanges = column(DeltaField.EXCHANGE, capacity);
        this.symbols = column(DeltaField.SYMBOL, capacity);
    }

    private TextColumn column(DeltaField field, int capacity) {
        return file.binding().has(field)
                ? new TextColumn(file.binding().column(field), capacity)
                : null;
    }

    public List<ChunkColumn> columns() {
        List<ChunkColumn> columns = new ArrayList<>();
        if (exchanges != null) {
            columns.add(exchanges);
        }
        if (symbols != null) {
            columns.add(symbols);
        }
        return columns;
    }

    /**
     * Writes the lane index of each row.
     *
     * @param firstRow row in the file of the chunk's first row
     * @param indexes receives one index per row
     * @throws BadInputException if a column contradicts the path
     * @throws BadFileException if a row has no symbol
     */
    public void resolve(RowGroupCursor cursor, long firstRow, int rows, int[] indexes)
            throws IOException {
        if (exchanges == null && symbols == null) {
            int only = rows == 0 ? 0 : lookUp(TextColumn.NULL, TextColumn.NULL, cursor, firstRow);
            Arrays.fill(indexes, 0, rows, only);
            return;
        }
        int lastExchange = TextColumn.NULL;
        int lastSymbol = TextColumn.NULL;
        int last = 0;
        for (int row = 0; row < rows; row++) {
            int exchange = exchanges == null ? TextColumn.NULL : exchanges.number(row);
            int symbol = symbols == null ? TextColumn.NULL : symbols.number(row);
            if (row == 0 || exchange != lastExchange || symbol != lastSymbol) {
                last = lookUp(exchange, symbol, cursor, firstRow + row);
                lastExchange = exchange;
                lastSymbol = symbol;
            }
            indexes[row] = last;
        }
    }

    private int lookUp(int exchange, int symbol, RowGroupCursor cursor, long row)
            throws IOException {
        Values values = new Values(exchange, symbol);
        Integer index = known.get(values);
        if (index == null) {
            index =
                    indexOf.applyAsInt(
                            laneOf(text(exchanges, exchange), text(symbols, symbol), cursor, row));
            known.put(values, index);
        }
        return index;
    }

    private LaneId laneOf(String exchange, String symbol, RowGroupCursor cursor, long row)
            throws IOException {
        if (owners.isContradicted(exchange, symbol)) {
            throw new BadInputException(
                    place(cursor, row)
                            + "the columns exchange and symbol must agree with the path, but"
                            + said("exchange", owners.pathExchange(), exchange)
                            + said("symbol", owners.pathSymbol(), symbol)
                            + "; move the file or correct it");
        }
        LaneId lane = owners.laneOf(exchange, symbol);
        if (lane == null) {
            throw new BadFileException(
                    file.path(),
                    "row group %s, row %s: the symbol must be known from the path, a column symbol or the option, but is not"
                            .formatted(cursor.rowGroupOf(row), row));
        }
        String fault = LaneNames.fault(lane);
        if (fault != null) {
            throw new BadFileException(
                    file.path(),
                    "row group " + cursor.rowGroupOf(row) + ", row " + row + ": " + fault);
        }
        return lane;
    }

    private static String said(String what, String path, String column) {
        return path == null || column == null || path.equals(column)
                ? ""
                : " %s is %s in the path and %s in the column"
                        .formatted(what, path, PlainText.of(column, LaneNames.MAX_LENGTH));
    }

    private String place(RowGroupCursor cursor, long row) {
        return "[" + file.path() + "] row group " + cursor.rowGroupOf(row) + ", row " + row + ": ";
    }

    private static String text(TextColumn column, int number) {
        return column == null ? null : column.text(number);
    }
}
