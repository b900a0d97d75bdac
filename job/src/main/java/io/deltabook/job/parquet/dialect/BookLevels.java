// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.BadFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/**
 * The columns of the levels of book snapshots, best level first: columns for each level, {@code
 * bid_0_price, bid_0_size …} or {@code bids[0].price, bids[0].amount …}, up to the first missing
 * level, or {@link ListedLevels lists} of all levels of a side.
 */
public record BookLevels(List<Level> bids, List<Level> asks) {
    /** The price and quantity columns of one level, or of the lists of all levels of a side. */
    public record Level(LevelColumn price, LevelColumn quantity) {}

    /** Naming patterns of level columns. */
    private enum Naming {
        /** As Crypto Lake's {@code book}. */
        LAKE("%s_%d_price", "%s_%d_size"),
        /** As Tardis {@code book_snapshot_25}. */
        TARDIS("%ss[%d].price", "%ss[%d].amount");

        private final String price;
        private final String quantity;
        private final String bestBid;
        private final String bestAsk;

        Naming(String price, String quantity) {
            this.price = price;
            this.quantity = quantity;
            this.bestBid = price(Side.BID, 0);
            this.bestAsk = price(Side.ASK, 0);
        }

        String price(Side side, int level) {
            return name(price, side, level);
        }

        String quantity(Side side, int level) {
            return name(quantity, side, level);
        }

        private static String name(String form, Side side, int level) {
            return String.format(Locale.ROOT, form, side.name().toLowerCase(Locale.ROOT), level);
        }
    }

    /**
     * Whether a file's columns are those of this table.
     *
     * @param named columns named by the user
     */
    public static boolean isAny(MessageType schema, Map<DeltaField, String> named) {
        return isWide(schema)
                || ListedLevels.isAny(DialectMatch.nearest(schema, InputTable.BOOK, named).bound());
    }

    static boolean isWide(MessageType schema) {
        return isNamed(schema, Naming.LAKE) || isNamed(schema, Naming.TARDIS);
    }

    private static boolean isNamed(MessageType schema, Naming naming) {
        return schema.containsField(naming.bestBid) || schema.containsField(naming.bestAsk);
    }

    /**
     * Finds the columns.
     *
     * @param bound columns of the fields that are present
     * @throws BadFileException if a side has no level, or a level has only one of its columns
     */
    static BookLevels bind(Path path, MessageType schema, Map<DeltaField, String> bound)
            throws BadFileException {
        if (ListedLevels.isAny(bound)) {
            return ListedLevels.bind(path, schema, bound);
        }
        Naming naming = isNamed(schema, Naming.TARDIS) ? Naming.TARDIS : Naming.LAKE;
        return new BookLevels(
                side(path, schema, naming, Side.BID), side(path, schema, naming, Side.ASK));
    }

    private static List<Level> side(Path path, MessageType schema, Naming naming, Side side)
            throws BadFileException {
        List<Level> levels = new ArrayList<>();
        String price;
        String quantity;
        do {
            int level = levels.size();
            levels.add(
                    new Level(
                            column(path, schema, naming.price(side, level), "price", level),
                            column(path, schema, naming.quantity(side, level), "size", level)));
            price = naming.price(side, levels.size());
            quantity = naming.quantity(side, levels.size());
        } while (schema.containsField(price) || schema.containsField(quantity));
        return levels;
    }

    private static LevelColumn column(
            Path path, MessageType schema, String name, String what, int level)
            throws BadFileException {
        String meaning = what + " of level " + level;
        if (!schema.containsField(name)) {
            throw new BadFileException(path, MissingColumn.of(schema, meaning, name));
        }
        return LevelColumn.flat(
                DeltaColumnBinding.descriptor(path, schema, name, meaning, FieldType.NUMBER));
    }

    /** The levels of both sides. */
    public List<Level> all() {
        List<Level> all = new ArrayList<>(bids);
        all.addAll(asks);
        return all;
    }

    List<ColumnDescriptor> columns() {
        Set<ColumnDescriptor> columns = new LinkedHashSet<>();
        for (Level level : all()) {
            columns.add(level.price().column());
            columns.add(level.quantity().column());
        }
        return List.copyOf(columns);
    }
}
