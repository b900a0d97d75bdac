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

    /** A column's schema without null. */
    static Schema valueOf(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }
}
