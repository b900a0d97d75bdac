// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.number.Decimal128Bytes;
import java.math.BigDecimal;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;

/** Column types and values that the small datasets share. */
final class DatasetColumns {
    private DatasetColumns() {}

    static PrimitiveType number(String name) {
        return Types.required(INT64).named(name);
    }

    static PrimitiveType optionalNumber(String name) {
        return Types.optional(INT64).named(name);
    }

    static PrimitiveType word(String name) {
        return Types.required(BINARY).as(stringType()).named(name);
    }

    /** The id, count or time, null where it is absent. */
    static Long orNull(long value) {
        return value == Missing.ID ? null : Long.valueOf(value);
    }

    /** Sets a nullable DECIMAL(38,18) column from a number that may be absent. */
    static void decimal(GenericRecord row, String column, BigDecimal value) {
        if (value == null) {
            return;
        }
        byte[] bytes = new byte[Decimal128Bytes.LENGTH];
        Decimal128Bytes.write(value.setScale(Lane.MAX_SCALE).unscaledValue(), bytes, 0);
        row.put(column, new GenericData.Fixed(AvroSchemas.valueOf(row.getSchema(), column), bytes));
    }
}
