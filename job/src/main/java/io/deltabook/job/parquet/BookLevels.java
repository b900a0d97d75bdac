// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/**
 * The columns of the levels of wide book snapshots, {@code bid_0_price, bid_0_size …}, as many as
 * there are without a hole, the best level first.
 */
record BookLevels(List<Level> bids, List<Level> asks) {
    /** Price and quantity of one level. */
    record Level(ColumnDescriptor price, ColumnDescriptor quantity) {}

    /** Whether a file's columns are those of this table. */
    static boolean isAny(MessageType schema) {
        return schema.containsField(name(Side.BID, 0, "price"))
                || schema.containsField(name(Side.ASK, 0, "price"));
    }

    /**
     * Finds the columns.
     *
     * @throws BadFileException if a side has no level, or a level has only one of its columns
     */
    static BookLevels bind(Path path, MessageType schema) throws BadFileException {
        return new BookLevels(side(path, schema, Side.BID), side(path, schema, Side.ASK));
    }

    private static List<Level> side(Path path, MessageType schema, Side side)
            throws BadFileException {
        List<Level> levels = new ArrayList<>();
        do {
            ColumnDescriptor price = column(path, schema, side, levels.size(), "price");
            levels.add(new Level(price, column(path, schema, side, levels.size(), "size")));
        } while (schema.containsField(name(side, levels.size(), "price"))
                || schema.containsField(name(side, levels.size(), "size")));
        return levels;
    }

    private static ColumnDescriptor column(
            Path path, MessageType schema, Side side, int level, String what)
            throws BadFileException {
        String name = name(side, level, what);
        String meaning = what + " of level " + level;
        if (!schema.containsField(name)) {
            throw new BadFileException(path, MissingColumn.of(schema, meaning, name));
        }
        return DeltaColumnBinding.descriptor(path, schema, name, meaning, FieldType.NUMBER);
    }

    private static String name(Side side, int level, String what) {
        return side.name().toLowerCase(Locale.ROOT) + "_" + level + "_" + what;
    }

    List<ColumnDescriptor> columns() {
        List<ColumnDescriptor> columns = new ArrayList<>();
        for (List<Level> side : List.of(bids, asks)) {
            for (Level level : side) {
                columns.add(level.price());
                columns.add(level.quantity());
            }
        }
        return columns;
    }
}
