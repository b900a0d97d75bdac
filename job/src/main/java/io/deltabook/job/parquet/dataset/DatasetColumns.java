// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.event.EventSchema;
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
final class DatasetColumns<T> {
    private record Column<T>(Type type, Function<T, Object> value) {}

    private final List<Column<T>> columns = new ArrayList<>();

    /** A text that every row has. */
    DatasetColumns<T> word(String name, Function<T, String> value) {
        return add(Types.required(BINARY).as(stringType()).named(name), value::apply);
    }

    /** A text that may be null. */
    DatasetColumns<T> text(String name, Function<T, String> value) {
        return add(EventSchema.text(name), value::apply);
    }

    /** A number that every row has. */
    DatasetColumns<T> number(String name, ToLongFunction<T> value) {
        return add(Types.required(INT64).named(name), value::applyAsLong);
    }

    /** An id or count that may be {@link Missing#ID}, then null. */
    DatasetColumns<T> optionalNumber(String name, ToLongFunction<T> value) {
        return add(Types.optional(INT64).named(name), orNull(value));
    }

    /** A time in ns since 1970 that may be {@link Missing#ID}, then null. */
    DatasetColumns<T> optionalTime(String name, ToLongFunction<T> nanos) {
        return add(EventSchema.timestamp(Repetition.OPTIONAL, name), orNull(nanos));
    }

    /** A floating-point number that every row has. */
    DatasetColumns<T> real(String name, ToDoubleFunction<T> value) {
        return add(Types.required(DOUBLE).named(name), value::applyAsDouble);
    }

    /** A floating-point number that may be NaN, then null. */
    DatasetColumns<T> optionalReal(String name, ToDoubleFunction<T> value) {
        return add(
                Types.optional(DOUBLE).named(name),
                element -> {
                    double real = value.applyAsDouble(element);
                    return Double.isNaN(real) ? null : real;
                });
    }

    /** A DECIMAL(38,18) that may be null. */
    DatasetColumns<T> decimal(String name, Function<T, BigDecimal> value) {
        return add(EventSchema.decimal(Repetition.OPTIONAL, name), value::apply);
    }

    private DatasetColumns<T> add(Type type, Function<T, Object> value) {
        columns.add(new Column<>(type, value));
        return this;
    }

    private static <T> Function<T, Object> orNull(ToLongFunction<T> value) {
        return element -> {
            long number = value.applyAsLong(element);
            return number == Missing.ID ? null : (Object) number;
        };
    }

    MessageType schema(String name) {
        return new MessageType(name, columns.stream().map(Column::type).toList());
    }

    /** Sets the columns of a new row. */
    void fill(T element, GenericRecord row) {
        for (int i = 0; i < columns.size(); i++) {
            Object value = columns.get(i).value().apply(element);
            row.put(
                    i,
                    value instanceof BigDecimal decimal
                            ? fixed(decimal, row.getSchema(), columns.get(i).type().getName())
                            : value);
        }
    }

    private static GenericData.Fixed fixed(BigDecimal value, Schema schema, String column) {
        byte[] bytes = new byte[Decimal128Bytes.LENGTH];
        Decimal128Bytes.write(value.setScale(Lane.MAX_SCALE).unscaledValue(), bytes, 0);
        return new GenericData.Fixed(AvroSchemas.valueOf(schema, column), bytes);
    }
}
