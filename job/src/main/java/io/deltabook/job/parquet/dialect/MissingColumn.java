// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import io.deltabook.contract.InputTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The message for a missing column, with the option that would bind another one. */
final class MissingColumn {
    /** Maximum columns listed in a message. */
    private static final int MOST_NAMED = 100;

    /** Names, or parts of names, that recorders use for such columns; the likelier ones first. */
    private static final Map<DeltaField, List<String>> LIKELY =
            Map.of(
                    DeltaField.EVENT_TIME,
                    List.of(
                            "event_time",
                            "origin",
                            "exchange_t",
                            "exch",
                            "timestamp",
                            "time",
                            "ts"),
                    DeltaField.ARRIVAL_TIME,
                    List.of("recei", "arriv", "recv", "local"),
                    DeltaField.UPDATE_ID,
                    List.of("update_id", "seq", "last_id", "id"),
                    DeltaField.SIDE,
                    List.of("side", "is_bid", "direction"),
                    DeltaField.AGGRESSOR,
                    List.of("side", "taker", "aggressor", "direction"),
                    DeltaField.PRICE,
                    List.of("price", "px", "rate"),
                    DeltaField.QUANTITY,
                    List.of("quantity", "qty", "size", "sz", "amount", "volume", "vol"),
                    DeltaField.SNAPSHOT,
                    List.of("snapshot", "type", "action", "event"));

    private MissingColumn() {}

    static String of(
            MessageType schema,
            DialectMatch match,
            DeltaField field,
            Map<DeltaField, String> named) {
        DeltaDialect dialect = match.dialect();
        String given = DialectMatch.given(dialect, field, named);
        String names = given == null ? String.join(" or ", dialect.aliases(field)) : given;
        StringBuilder text = new StringBuilder(of(schema, field.words(), names));
        text.append(" (dialect ").append(dialect.word()).append("); ");
        if (dialect.table() == InputTable.DELTAS) {
            text.append("source.dialect selects another, ");
        }
        return text.append("source.columns: {")
                .append(field.role())
                .append(": ")
                .append(likely(schema, field, match.bound().values()))
                .append("} binds it by its name")
                .toString();
    }

    /**
     * Reports that a column is missing.
     *
     * @param meaning what it would hold, in words
     * @param names its accepted names
     */
    static String of(MessageType schema, String meaning, String names) {
        int count = schema.getFieldCount();
        List<String> seen = new ArrayList<>();
        for (Type column : schema.getFields().subList(0, Math.min(MOST_NAMED, count))) {
            seen.add(column.getName());
        }
        return "a column for the %s must be there, named %s, but the columns are %s%s"
                .formatted(
                        meaning,
                        names,
                        String.join(", ", seen),
                        count > MOST_NAMED ? " and " + (count - MOST_NAMED) + " more" : "");
    }

    /** The unbound column of a matching type with the likeliest name, else a placeholder. */
    private static String likely(MessageType schema, DeltaField field, Collection<String> bound) {
        for (String part : LIKELY.getOrDefault(field, List.of())) {
            for (Type column : schema.getFields()) {
                boolean fits =
                        column.isPrimitive()
                                && !column.isRepetition(Type.Repetition.REPEATED)
                                && field.type().accepts(column.asPrimitiveType());
                if (fits
                        && !bound.contains(column.getName())
                        && column.getName().toLowerCase(Locale.ROOT).contains(part)) {
                    return column.getName();
                }
            }
        }
        return "COLUMN";
    }
}
