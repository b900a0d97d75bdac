// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import io.deltabook.contract.InputTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;

/**
 * How well a dialect fits the columns of a file.
 *
 * @param dialect the dialect
 * @param bound the columns of its fields that are present
 * @param missing names of the missing required columns, each with its alternatives
 */
public record DialectMatch(
        DeltaDialect dialect, Map<DeltaField, String> bound, List<String> missing) {

    /**
     * @param named columns named by the user; they take precedence over those of the dialect
     */
    static DialectMatch of(
            MessageType schema, DeltaDialect dialect, Map<DeltaField, String> named) {
        Map<DeltaField, String> bound = new EnumMap<>(DeltaField.class);
        List<String> missing = new ArrayList<>();
        for (DeltaField field : DeltaField.values()) {
            String name = column(schema, dialect, field, named);
            if (name != null) {
                bound.put(field, name);
            } else if (dialect.isRequired(field)) {
                missing.add(String.join(" or ", dialect.aliases(field)));
            }
        }
        bound.remove(DeltaField.SNAPSHOT_ID, bound.get(DeltaField.UPDATE_ID));
        return new DialectMatch(dialect, bound, missing);
    }

    private static String column(
            MessageType schema,
            DeltaDialect dialect,
            DeltaField field,
            Map<DeltaField, String> named) {
        String given = given(dialect, field, named);
        if (given != null && schema.containsField(given)) {
            return given;
        }
        boolean isReplaced =
                field == DeltaField.SNAPSHOT_ID && named.containsKey(DeltaField.UPDATE_ID)
                        || field == DeltaField.CHANGE && named.containsKey(DeltaField.SNAPSHOT)
                        || given != null && dialect.table() == InputTable.DELTAS;
        if (field.isList()) {
            return BookLevels.isWide(schema) ? null : listName(schema, dialect.aliases(field));
        }
        return isReplaced ? null : presentName(schema, dialect.aliases(field));
    }

    private static String listName(MessageType schema, List<String> aliases) {
        for (String alias : aliases) {
            if (schema.containsField(alias) && ListedLevels.isNested(schema.getType(alias))) {
                return alias;
            }
        }
        return null;
    }

    /** The column that the user named for a field of the dialect's table, null for none. */
    static String given(DeltaDialect dialect, DeltaField field, Map<DeltaField, String> named) {
        return switch (field) {
            case AGGRESSOR ->
                    dialect.table() == InputTable.TRADES ? named.get(DeltaField.SIDE) : null;
            case SIDE -> dialect.table() == InputTable.DELTAS ? named.get(field) : null;
            case BIDS, ASKS, BID_PRICES, BID_QUANTITIES, ASK_PRICES, ASK_QUANTITIES ->
                    dialect.table() == InputTable.BOOK ? named.get(field) : null;
            default ->
                    dialect.table() == InputTable.BOOK && dialect.aliases(field).isEmpty()
                            ? null
                            : named.get(field);
        };
    }

    /**
     * The dialect of a table with the fewest missing required columns; on a tie the one with more
     * columns present, then the one declared first.
     */
    public static DialectMatch nearest(
            MessageType schema, InputTable table, Map<DeltaField, String> named) {
        DialectMatch nearest = null;
        for (DeltaDialect dialect : DeltaDialect.of(table)) {
            DialectMatch match = of(schema, dialect, named);
            if (nearest == null || match.isNearerThan(nearest)) {
                nearest = match;
            }
        }
        return nearest;
    }

    /** The first of some names that is a column, null if none is. */
    static String presentName(MessageType schema, List<String> aliases) {
        for (String alias : aliases) {
            if (schema.containsField(alias)) {
                return alias;
            }
        }
        return null;
    }

    private boolean isNearerThan(DialectMatch other) {
        return missing.size() == other.missing.size()
                ? bound.size() > other.bound.size()
                : missing.size() < other.missing.size();
    }

    /** Why this dialect was chosen, e.g. {@code it has the columns timestamp, price and size}. */
    String reason() {
        List<String> names = new ArrayList<>(bound.values());
        int last = names.size() - 1;
        return last < 1
                ? "it is the nearest"
                : "it has the columns %s and %s"
                        .formatted(String.join(", ", names.subList(0, last)), names.get(last));
    }
}
