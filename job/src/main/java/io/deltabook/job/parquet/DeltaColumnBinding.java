// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The columns of one file that carry the fields of a dialect, checked for presence and type. */
final class DeltaColumnBinding {
    private final MessageType schema;
    private final DeltaDialect dialect;
    private final Map<DeltaField, ColumnDescriptor> columns;

    private DeltaColumnBinding(
            MessageType schema, DeltaDialect dialect, Map<DeltaField, ColumnDescriptor> columns) {
        this.schema = schema;
        this.dialect = dialect;
        this.columns = columns;
    }

    /**
     * Finds each field's column.
     *
     * @param asked the dialect to bind, null for the one that fits best
     * @throws BadFileException naming the file, the column, what is accepted and what was found
     */
    static DeltaColumnBinding bind(Path path, MessageType schema, DeltaDialect asked)
            throws BadFileException {
        DeltaDialect dialect = asked == null ? DialectMatch.nearest(schema).dialect() : asked;
        Map<DeltaField, ColumnDescriptor> columns = new EnumMap<>(DeltaField.class);
        for (DeltaField field : DeltaField.values()) {
            String name = DialectMatch.presentName(schema, dialect.aliases(field));
            if (name != null) {
                columns.put(field, descriptor(path, schema, name, field));
            } else if (dialect.isRequired(field)) {
                throw new BadFileException(path, missing(schema, dialect, field));
            }
        }
        return new DeltaColumnBinding(schema, dialect, columns);
    }

    private static ColumnDescriptor descriptor(
            Path path, MessageType schema, String name, DeltaField field) throws BadFileException {
        Type column = schema.getType(name);
        boolean isFlat = column.isPrimitive() && !column.isRepetition(Type.Repetition.REPEATED);
        if (!isFlat || !field.type().accepts(column.asPrimitiveType())) {
            throw new BadFileException(
                    path,
                    "column "
                            + name
                            + " ("
                            + field.words()
                            + ") must be "
                            + field.type().words()
                            + ", but was "
                            + column);
        }
        return schema.getColumnDescription(new String[] {name});
    }

    private static String missing(MessageType schema, DeltaDialect dialect, DeltaField field) {
        List<String> seen = new ArrayList<>();
        for (Type column : schema.getFields()) {
            seen.add(column.getName());
        }
        return "a column for the "
                + field.words()
                + " must be there, named "
                + String.join(" or ", dialect.aliases(field))
                + ", but the columns are "
                + String.join(", ", seen)
                + " (dialect "
                + dialect.word()
                + "; source.dialect chooses another)";
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

    /** The part of the schema to read for some fields. */
    MessageType projection(Set<DeltaField> fields) {
        List<Type> types = new ArrayList<>();
        for (DeltaField field : fields) {
            ColumnDescriptor column = columns.get(field);
            if (column != null) {
                types.add(schema.getType(column.getPath()[0]));
            }
        }
        return new MessageType(schema.getName(), types);
    }
}
