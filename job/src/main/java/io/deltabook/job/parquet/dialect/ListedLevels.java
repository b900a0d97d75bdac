// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import io.deltabook.contract.Side;
import io.deltabook.job.parquet.BadFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Finds the columns of full books whose levels are lists: {@code bids} and {@code asks} with
 * structs {@code {price, size}} or pairs {@code [price, size]}, or parallel lists of prices and
 * quantities.
 */
public final class ListedLevels {
    private static final String[] ROOT = {};
    private static final List<String> PRICES = List.of("price", "px", "p");
    private static final List<String> QUANTITIES =
            List.of("quantity", "size", "amount", "qty", "sz", "volume", "q", "s");

    /** Columns of recorders that write changes, not full books. */
    private static final List<String> OF_CHANGES =
            List.of(
                    "first_update_id",
                    "prev_update_id",
                    "prev_final_update_id",
                    "pu",
                    "U",
                    "is_snapshot",
                    "delta");

    private final Path path;
    private final MessageType schema;
    private final Map<DeltaField, String> bound;

    private ListedLevels(Path path, MessageType schema, Map<DeltaField, String> bound) {
        this.path = path;
        this.schema = schema;
        this.bound = bound;
    }

    /**
     * Whether both sides have a column of lists.
     *
     * @param bound columns of the fields that are present
     */
    static boolean isAny(Map<DeltaField, String> bound) {
        return isWhole(bound) || bound.containsKey(DeltaField.BID_PRICES) && hasAskPrices(bound);
    }

    private static boolean isWhole(Map<DeltaField, String> bound) {
        return bound.containsKey(DeltaField.BIDS) && bound.containsKey(DeltaField.ASKS);
    }

    private static boolean hasAskPrices(Map<DeltaField, String> bound) {
        return bound.containsKey(DeltaField.ASK_PRICES);
    }

    /** Whether a column may be one of lists. */
    public static boolean isNested(Type column) {
        return !column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED);
    }

    /**
     * Finds the columns.
     *
     * @param bound columns of the fields that are present @throws BadFileException if one is
     *     missing, or has no prices and quantities
     */
    static BookLevels bind(Path path, MessageType schema, Map<DeltaField, String> bound)
            throws BadFileException {
        return new ListedLevels(path, schema, bound).bind();
    }

    private BookLevels bind() throws BadFileException {
        for (String name : OF_CHANGES) {
            if (schema.containsField(name)) {
                throw new BadFileException(
                        path,
                        "lists of levels must be full books, but beside the column %s they are taken for changes; write each level as a row, or omit the column if every row is a full book"
                                .formatted(name));
            }
        }
        return new BookLevels(List.of(side(Side.BID)), List.of(side(Side.ASK)));
    }

    private BookLevels.Level side(Side side) throws BadFileException {
        boolean isBid = side == Side.BID;
        if (isWhole(bound)) {
            return whole(isBid ? DeltaField.BIDS : DeltaField.ASKS);
        }
        return new BookLevels.Level(
                numbers(isBid ? DeltaField.BID_PRICES : DeltaField.ASK_PRICES),
                numbers(isBid ? DeltaField.BID_QUANTITIES : DeltaField.ASK_QUANTITIES));
    }

    private BookLevels.Level whole(DeltaField field) throws BadFileException {
        Type column = schema.getType(bound.get(field));
        ListNode list = ListNode.of(schema, ROOT, column);
        ListNode pair = list == null ? null : list.inner(schema);
        if (pair != null && isNumber(pair.element())) {
            return new BookLevels.Level(
                    new LevelColumn(
                            schema.getColumnDescription(pair.path()),
                            list.level(),
                            pair.level(),
                            0),
                    new LevelColumn(
                            schema.getColumnDescription(pair.path()),
                            list.level(),
                            pair.level(),
                            1));
        }
        boolean isOfStructs = list != null && pair == null && !list.element().isPrimitive();
        LevelColumn price = isOfStructs ? member(list, PRICES) : null;
        LevelColumn quantity = isOfStructs ? member(list, QUANTITIES) : null;
        if (price == null || quantity == null) {
            throw wrong(
                    field,
                    "a list of {price, quantity or size or amount}, or of pairs [price, quantity]",
                    column);
        }
        return new BookLevels.Level(price, quantity);
    }

    private LevelColumn member(ListNode list, List<String> names) {
        for (String name : names) {
            boolean isThere = list.element().asGroupType().containsField(name);
            if (isThere && isNumber(list.element().asGroupType().getType(name))) {
                return new LevelColumn(
                        schema.getColumnDescription(list.path(name)), list.level(), 0, 0);
            }
        }
        return null;
    }

    private LevelColumn numbers(DeltaField field) throws BadFileException {
        String name = bound.get(field);
        if (name == null) {
            String names = String.join(" or ", DeltaDialect.BOOK.aliases(field));
            throw new BadFileException(path, MissingColumn.of(schema, field.words(), names));
        }
        ListNode list = ListNode.of(schema, ROOT, schema.getType(name));
        boolean isNumbers =
                list != null
                        && list.element().isPrimitive()
                        && FieldType.NUMBER.accepts(list.element().asPrimitiveType());
        if (!isNumbers) {
            throw wrong(field, "a list", schema.getType(name));
        }
        return new LevelColumn(schema.getColumnDescription(list.path()), list.level(), 0, 0);
    }

    private static boolean isNumber(Type type) {
        return type.isPrimitive() && FieldType.NUMBER.accepts(type.asPrimitiveType());
    }

    private BadFileException wrong(DeltaField field, String form, Type found) {
        return new BadFileException(
                path,
                "column %s (%s) must be %s, of %s, but was %s"
                        .formatted(
                                found.getName(),
                                field.words(),
                                form,
                                FieldType.NUMBER.words(),
                                found.toString().replaceAll("\\s+", " ")));
    }
}
