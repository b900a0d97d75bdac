// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.InputTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.MessageType;

/**
 * How well a dialect fits the columns of a file.
 *
 * @param dialect the dialect
 * @param bound its columns that are there
 * @param missing names of the required columns that are not there, each with its alternatives
 */
record DialectMatch(DeltaDialect dialect, List<String> bound, List<String> missing) {

    static DialectMatch of(MessageType schema, DeltaDialect dialect) {
        List<String> bound = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (DeltaField field : DeltaField.values()) {
            String name = presentName(schema, dialect.aliases(field));
            if (name != null) {
                bound.add(name);
            } else if (dialect.isRequired(field)) {
                missing.add(String.join(" or ", dialect.aliases(field)));
            }
        }
        return new DialectMatch(dialect, bound, missing);
    }

    /**
     * The dialect of a table of which the fewest required columns are missing; of equals the one
     * with more columns there, then the one declared first.
     */
    static DialectMatch nearest(MessageType schema, InputTable table) {
        DialectMatch nearest = null;
        for (DeltaDialect dialect : DeltaDialect.of(table)) {
            DialectMatch match = of(schema, dialect);
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

    /** Why this dialect was taken, e.g. {@code it has the columns timestamp, price and size}. */
    String reason() {
        int last = bound.size() - 1;
        return last < 1
                ? "it is the nearest"
                : "it has the columns "
                        + String.join(", ", bound.subList(0, last))
                        + " and "
                        + bound.get(last);
    }
}
