// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import org.apache.avro.Schema;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.schema.MessageType;

/** Avro schemas of the records that pass rows to parquet-avro; the files keep the Parquet types. */
final class AvroSchemas {
    private AvroSchemas() {}

    static Schema of(MessageType schema) {
        return new AvroSchemaConverter().convert(schema);
    }

    /** The schema of a column's values, without null. */
    static Schema valueOf(Schema record, String column) {
        Schema schema = record.getField(column).schema();
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }
}
