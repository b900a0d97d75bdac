// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.TimestampUnit;
import io.deltabook.number.Decimal128Bytes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The columns of a dataset, in order: of each the name, the type and its value in an element.
 *
 * @param <T> what a row is made of
 */
public final class DatasetColumns<T> {
    private record Column<T>(Function<TimestampUnit, Type> type, Value<T> value) {}

    /** The value of a column in an element. */
    private interface Value<T> {
        Object of(T element, TimestampUnit unit);
    }

    private final String name;
    private final List<Column<T>> columns = new ArrayList<>();

    /**
     * @param name name of a row
     */
    DatasetColumns(String name) {
        this.name = name;
    }

    /** A text that every row has. */
    DatasetColumns<T> word(String column, Function<T, String> value) {
        return add(Types.required(BINARY).as(stringType()).named(column), value::apply);
    }

    /** A text that may be null. */
    DatasetColumns<T> text(String column, Function<T, String> value) {
        return add(EventSchema.text(column), value::apply);
    }

    /** A number that every row has. */
    DatasetColumns<T> number(String column, ToLongFunction<T> value) {
        return add(Types.required(INT64).named(column), value::applyAsLong);
    }

    /** An id or count that may be {@link Missing#ID}, then null. */
    DatasetColumns<T> optionalNumber(String column, ToLongFunction<T> value) {
        return add(Types.optional(INT64).named(column), orNull(value));
    }

    /**
     * A time in ns since 1970 that may be {@link Missing#ID}, then null; written in the unit of the
     * file's times, without what is finer.
     */
    DatasetColumns<T> optionalTime(String column, ToLongFunction<T> nanos) {
        columns.add(
                new Column<>(
                        unit -> EventSchema.timestamp(Repetition.OPTIONAL, column, unit),
                        (element, unit) -> {
                            long time = nanos.applyAsLong(element);
                            return time == Missing.ID
                                    ? null
                                    : (Object) Math.floorDiv(time, unit.nanos());
                        }));
        return this;
    }

    /** A floating-point number that every row has. */
    DatasetColumns<T> real(String column, ToDoubleFunction<T> value) {
        return add(Types.required(DOUBLE).named(column), value::applyAsDouble);
    }

    /** A floating-point number that may be NaN, then null. */
    DatasetColumns<T> optionalReal(String column, ToDoubleFunction<T> value) {
        return add(
                Types.optional(DOUBLE).named(column),
                element -> {
                    double real = value.applyAsDouble(element);
                    return Double.isNaN(real) ? null : real;
                });
    }

    /** A DECIMAL(38,18) that may be null. */
    DatasetColumns<T> decimal(String column, Function<T, BigDecimal> value) {
        return add(EventSchema.decimal(Repetition.OPTIONAL, column), value::apply);
    }

    private DatasetColumns<T> add(Type type, Function<T, Object> value) {
        columns.add(new Column<>(unit -> type, (element, unit) -> value.apply(element)));
        return this;
    }

    private static <T> Function<T, Object> orNull(ToLongFunction<T> value) {
        return element -> {
            long number = value.applyAsLong(element);
            return number == Missing.ID ? null : (Object) number;
        };
    }

    /** The columns of a file, by the unit of its times. */
    public MessageType schema(TimestampUnit unit) {
        return new MessageType(
                name, columns.stream().map(column -> column.type().apply(unit)).toList());
    }

    /** Sets the columns of a new row. */
    void fill(T element, TimestampUnit unit, GenericRecord row) {
        for (int i = 0; i < columns.size(); i++) {
            Object value = columns.get(i).value().of(element, unit);
            row.put(
                    i,
                    value instanceof BigDecimal decimal
                            ? fixed(decimal, row.getSchema().getFields().get(i))
                            : value);
        }
    }

    private static GenericData.Fixed fixed(BigDecimal value, Schema.Field column) {
        byte[] bytes = new byte[Decimal128Bytes.LENGTH];
        Decimal128Bytes.write(value.setScale(Lane.MAX_SCALE).unscaledValue(), bytes, 0);
        return new GenericData.Fixed(AvroSchemas.valueOf(column.schema()), bytes);
    }
}
