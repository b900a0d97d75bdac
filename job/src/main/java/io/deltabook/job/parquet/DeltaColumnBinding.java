// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.InputTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The columns of one file that carry the fields of a dialect, checked for presence and type. */
final class DeltaColumnBinding {
    /** Columns that a message lists. */
    private static final int MOST_NAMED = 100;

    private final DeltaDialect dialect;
    private final Map<DeltaField, ColumnDescriptor> columns;
    private final BookLevels levels;

    private DeltaColumnBinding(
            DeltaDialect dialect, Map<DeltaField, ColumnDescriptor> columns, BookLevels levels) {
        this.dialect = dialect;
        this.columns = columns;
        this.levels = levels;
    }

    /**
     * Finds each field's column.
     *
     * @param table the table that the file holds
     * @param asked the dialect to bind, null for the one that fits best
     * @throws BadFileException naming the file, the column, what is accepted and what was found
     */
    static DeltaColumnBinding bind(
            Path path, MessageType schema, InputTable table, DeltaDialect asked)
            throws BadFileException {
        DeltaDialect dialect =
                asked == null ? DialectMatch.nearest(schema, table).dialect() : asked;
        Map<DeltaField, ColumnDescriptor> columns = new EnumMap<>(DeltaField.class);
        for (DeltaField field : DeltaField.values()) {
            String name = DialectMatch.presentName(schema, dialect.aliases(field));
            if (name != null) {
                columns.put(field, descriptor(path, schema, name, field.words(), field.type()));
            } else if (dialect.isRequired(field)) {
                throw new BadFileException(path, missing(schema, dialect, field));
            }
        }
        BookLevels levels = table == InputTable.BOOK ? BookLevels.bind(path, schema) : null;
        return new DeltaColumnBinding(dialect, columns, levels);
    }

    /**
     * The column of a name, checked for its type.
     *
     * @param meaning what the column carries, in words
     */
    static ColumnDescriptor descriptor(
            Path path, MessageType schema, String name, String meaning, FieldType type)
            throws BadFileException {
        Type column = schema.getType(name);
        boolean isFlat = column.isPrimitive() && !column.isRepetition(Type.Repetition.REPEATED);
        if (!isFlat || !type.accepts(column.asPrimitiveType())) {
            throw new BadFileException(
                    path,
                    "column "
                            + name
                            + " ("
                            + meaning
                            + ") must be "
                            + type.words()
                            + ", but was "
                            + column);
        }
        return schema.getColumnDescription(new String[] {name});
    }

    private static String missing(MessageType schema, DeltaDialect dialect, DeltaField field) {
        String choice =
                dialect.table() == InputTable.DELTAS ? "; source.dialect chooses another)" : ")";
        return missing(schema, field.words(), String.join(" or ", dialect.aliases(field)))
                + " (dialect "
                + dialect.word()
                + choice;
    }

    /**
     * Says that a column is missing.
     *
     * @param meaning what it would carry, in words
     * @param names how it may be called
     */
    static String missing(MessageType schema, String meaning, String names) {
        int count = schema.getFieldCount();
        List<String> seen = new ArrayList<>();
        for (Type column : schema.getFields().subList(0, Math.min(MOST_NAMED, count))) {
            seen.add(column.getName());
        }
        return "a column for the "
                + meaning
                + " must be there, named "
                + names
                + ", but the columns are "
                + String.join(", ", seen)
                + (count > MOST_NAMED ? " and " + (count - MOST_NAMED) + " more" : "");
    }

    DeltaDialect dialect() {
        return dialect;
    }

    /** The column of a field, null where the file has none. */
    ColumnDescriptor column(DeltaField field) {
        return columns.get(field);
    }

    boolean has(DeltaField field) {
        return columns.containsKey(field);
    }

    /** The columns of the levels of wide book snapshots, null in other tables. */
    BookLevels levels() {
        return levels;
    }

    /** All columns that are bound. */
    List<ColumnDescriptor> columns() {
        List<ColumnDescriptor> all = new ArrayList<>(columns.values());
        if (levels != null) {
            all.addAll(levels.columns());
        }
        return all;
    }
}
