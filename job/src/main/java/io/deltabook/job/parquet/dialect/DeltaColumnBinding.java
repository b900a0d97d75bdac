// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import io.deltabook.contract.InputTable;
import io.deltabook.job.parquet.BadFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** The columns of a file that hold the fields of a dialect, checked for presence and type. */
public final class DeltaColumnBinding {
    private final TableFormat format;
    private final DialectMatch match;
    private final Map<DeltaField, ColumnDescriptor> columns;
    private final BookLevels levels;

    private DeltaColumnBinding(
            TableFormat format,
            DialectMatch match,
            Map<DeltaField, ColumnDescriptor> columns,
            BookLevels levels) {
        this.format = format;
        this.match = match;
        this.columns = columns;
        this.levels = levels;
    }

    /**
     * Finds each field's column.
     *
     * @param table the table that the file holds
     * @param format how its columns are read
     * @throws BadFileException naming the file, the column, what is accepted and what was found
     */
    public static DeltaColumnBinding bind(
            Path path, MessageType schema, InputTable table, TableFormat format)
            throws BadFileException {
        DialectMatch match =
                format.dialect() == null
                        ? DialectMatch.nearest(schema, table, format.columns())
                        : DialectMatch.of(schema, format.dialect(), format.columns());
        DeltaDialect dialect = match.dialect();
        Map<DeltaField, ColumnDescriptor> columns = new EnumMap<>(DeltaField.class);
        for (DeltaField field : DeltaField.values()) {
            String name = match.bound().get(field);
            if (field.isList()) {
                continue;
            }
            if (name != null) {
                ColumnDescriptor column =
                        descriptor(path, schema, name, field.words(), field.type());
                requireMeaning(path, column, field, format.sides());
                columns.put(field, column);
            } else if (dialect.isRequired(field)
                    || table == InputTable.DELTAS
                            && DialectMatch.given(dialect, field, format.columns()) != null) {
                throw new BadFileException(
                        path, MissingColumn.of(schema, match, field, format.columns()));
            }
        }
        BookLevels levels =
                table == InputTable.BOOK ? BookLevels.bind(path, schema, match.bound()) : null;
        return new DeltaColumnBinding(format, match, columns, levels);
    }

    /** Only the user knows which side a number means. */
    private static void requireMeaning(
            Path path, ColumnDescriptor column, DeltaField field, SideValues sides)
            throws BadFileException {
        boolean isSide = field == DeltaField.SIDE || field == DeltaField.AGGRESSOR;
        PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        boolean isNumber = type == PrimitiveTypeName.INT32 || type == PrimitiveTypeName.INT64;
        String name = column.getPath()[0];
        if (isSide && isNumber && sides.isEmpty() && !name.equals(SideValues.FLAG_COLUMN)) {
            throw new BadFileException(
                    path,
                    "column %s (side) must hold words, but holds numbers; define their meaning with source.side-values: {bid: 1, ask: -1}"
                            .formatted(name));
        }
    }

    /**
     * The column with a name, checked for its type.
     *
     * @param meaning what the column holds, in words
     */
    static ColumnDescriptor descriptor(
            Path path, MessageType schema, String name, String meaning, FieldType type)
            throws BadFileException {
        Type column = schema.getType(name);
        boolean isFlat = column.isPrimitive() && !column.isRepetition(Type.Repetition.REPEATED);
        if (!isFlat || !type.accepts(column.asPrimitiveType())) {
            throw new BadFileException(
                    path,
                    "column %s (%s) must be %s, but was %s"
                            .formatted(name, meaning, type.words(), column));
        }
        return schema.getColumnDescription(new String[] {name});
    }

    public DeltaDialect dialect() {
        return match.dialect();
    }

    /** Why its dialect was chosen, in words. */
    public String reason() {
        return match.reason();
    }

    /** Column names by their role in {@code source.columns}. */
    public SortedMap<String, String> mapping() {
        SortedMap<String, String> mapping = new TreeMap<>();
        match.bound()
                .forEach(
                        (field, name) ->
                                mapping.put(
                                        field.role() == null
                                                ? field.name().toLowerCase(Locale.ROOT)
                                                : field.role(),
                                        name));
        return mapping;
    }

    /** How the columns are read. */
    public TableFormat format() {
        return format;
    }

    /** Nanoseconds per unit of a time that is a plain number. */
    public long plainUnit(DeltaField field) {
        long unit = format.units().nanos(field);
        return unit == TimeUnits.BY_DIALECT ? dialect().units().nanos(field) : unit;
    }

    /** The units of times that are plain numbers, {@link TimeUnits#BY_DIALECT} for others. */
    public TimeUnits units() {
        return new TimeUnits(
                unitOfPlain(DeltaField.EVENT_TIME), unitOfPlain(DeltaField.ARRIVAL_TIME));
    }

    private long unitOfPlain(DeltaField field) {
        boolean isPlain = has(field) && TimeType.isPlain(column(field));
        return isPlain ? plainUnit(field) : TimeUnits.BY_DIALECT;
    }

    /** Whether a column tells which rows are part of a snapshot. */
    public boolean marksSnapshots() {
        return has(DeltaField.SNAPSHOT) || has(DeltaField.CHANGE);
    }

    /** The column of a field, null if the file has none. */
    public ColumnDescriptor column(DeltaField field) {
        return columns.get(field);
    }

    public boolean has(DeltaField field) {
        return columns.containsKey(field);
    }

    /** The columns of the levels of book snapshots, null in other tables. */
    public BookLevels levels() {
        return levels;
    }

    /** All bound columns. */
    public List<ColumnDescriptor> columns() {
        List<ColumnDescriptor> all = new ArrayList<>(columns.values());
        if (levels != null) {
            all.addAll(levels.columns());
        }
        return all;
    }
}
