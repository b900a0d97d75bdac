// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A table's columns: those of a file, followed by those that only the names of its folders hold.
 * The field ids are provisional; a catalog assigns its own.
 */
final class TableColumns {
    /** Types of the columns that folders are named after, in their order. */
    private static final Map<String, Type> FOLDERS =
            Map.of(
                    "exchange",
                    Types.StringType.get(),
                    "symbol",
                    Types.StringType.get(),
                    "date",
                    Types.DateType.get(),
                    "hour",
                    Types.IntegerType.get());

    private int lastId;

    private TableColumns() {}

    /**
     * The columns of a table.
     *
     * @param file the columns of its files
     * @param folders keys of the folders
     * @throws RegistrationRefusedException if a column has a type that tables do not have
     */
    static Schema of(MessageType file, List<String> folders) throws RegistrationRefusedException {
        TableColumns columns = new TableColumns();
        List<Types.NestedField> fields = columns.fields(file);
        for (String key : folders) {
            Type type = FOLDERS.get(key);
            if (type == null) {
                throw new RegistrationRefusedException(
                        "folders must be named after one of %s, but one is named after [%s]"
                                .formatted(FOLDERS.keySet(), key));
            }
            fields.add(Types.NestedField.optional(++columns.lastId, key, type));
        }
        return new Schema(fields);
    }

    /** Whether files of these columns hold nanoseconds, which tables have since format 3. */
    static boolean hasNanos(Schema schema) {
        return schema.columns().stream()
                .anyMatch(column -> column.type().typeId() == Type.TypeID.TIMESTAMP_NANO);
    }

    private List<Types.NestedField> fields(GroupType group) throws RegistrationRefusedException {
        List<Types.NestedField> fields = new ArrayList<>();
        for (org.apache.parquet.schema.Type column : group.getFields()) {
            int id = ++lastId;
            Type type = type(column);
            fields.add(
                    column.isRepetition(Repetition.REQUIRED)
                            ? Types.NestedField.required(id, column.getName(), type)
                            : Types.NestedField.optional(id, column.getName(), type));
        }
        return fields;
    }

    private Type type(org.apache.parquet.schema.Type column) throws RegistrationRefusedException {
        if (column.isPrimitive()) {
            return primitive(column.asPrimitiveType());
        }
        GroupType group = column.asGroupType();
        return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
                ? list(group)
                : Types.StructType.of(fields(group));
    }

    private Type list(GroupType group) throws RegistrationRefusedException {
        org.apache.parquet.schema.Type repeated = group.getType(0);
        if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 1) {
            throw unknown(group);
        }
        org.apache.parquet.schema.Type element = repeated.asGroupType().getType(0);
        int id = ++lastId;
        return element.isRepetition(Repetition.REQUIRED)
                ? Types.ListType.ofRequired(id, type(element))
                : Types.ListType.ofOptional(id, type(element));
    }

    private static Type primitive(PrimitiveType column) throws RegistrationRefusedException {
        LogicalTypeAnnotation logical = column.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return Types.DecimalType.of(decimal.getPrecision(), decimal.getScale());
        }
        if (logical instanceof TimestampLogicalTypeAnnotation time) {
            return timestamp(time, column);
        }
        if (logical instanceof StringLogicalTypeAnnotation) {
            return Types.StringType.get();
        }
        if (logical != null) {
            throw unknown(column);
        }
        return switch (column.getPrimitiveTypeName()) {
            case BOOLEAN -> Types.BooleanType.get();
            case DOUBLE -> Types.DoubleType.get();
            case FLOAT -> Types.FloatType.get();
            case INT32 -> Types.IntegerType.get();
            case INT64 -> Types.LongType.get();
            default -> throw unknown(column);
        };
    }

    private static Type timestamp(TimestampLogicalTypeAnnotation time, PrimitiveType column)
            throws RegistrationRefusedException {
        if (time.isAdjustedToUTC() || time.getUnit() == TimeUnit.MILLIS) {
            throw unknown(column);
        }
        return time.getUnit() == TimeUnit.NANOS
                ? Types.TimestampNanoType.withoutZone()
                : Types.TimestampType.withoutZone();
    }

    private static RegistrationRefusedException unknown(org.apache.parquet.schema.Type column) {
        return new RegistrationRefusedException(
                "columns must have types that tables have too, but one is [%s]".formatted(column));
    }
}
