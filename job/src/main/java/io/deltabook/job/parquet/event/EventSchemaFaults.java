// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.job.parquet.FileMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * How the columns of a file differ from {@link EventSchema}.
 *
 * @param sentences one sentence each; empty if the columns are right
 * @param isReadable whether all columns of the schema are present nevertheless
 */
public record EventSchemaFaults(List<String> sentences, boolean isReadable) {
    /**
     * Reads the footer of a file; one without a supported version is taken for the newest.
     *
     * @throws IOException if it is not a complete Parquet file
     */
    public static EventSchemaFaults of(Path file) throws IOException {
        FileMetaData footer = EventFileFacts.footer(file).getFileMetaData();
        String said = footer.getKeyValueMetaData().get(FileMetadata.SCHEMA_VERSION);
        boolean isFirst = Integer.toString(EventSchema.FIRST_VERSION).equals(said);
        int version = isFirst ? EventSchema.FIRST_VERSION : EventSchema.VERSION;
        return of(footer.getSchema(), EventFormat.of(version, footer.getSchema()));
    }

    static EventSchemaFaults of(GroupType schema, EventFormat format) {
        MessageType expected = EventSchema.message(format);
        List<String> faults = new ArrayList<>();
        for (Type column : expected.getFields()) {
            if (!schema.containsField(column.getName())) {
                faults.add(
                        "column %s must be %s, but is missing"
                                .formatted(column.getName(), text(column)));
            } else if (!schema.getType(column.getName()).equals(column)) {
                faults.add(
                        "column %s must be %s, but is %s"
                                .formatted(
                                        column.getName(),
                                        text(column),
                                        text(schema.getType(column.getName()))));
            }
        }
        boolean isReadable = faults.isEmpty();
        for (Type column : schema.getFields()) {
            if (!expected.containsField(column.getName())) {
                faults.add(
                        "columns must be those of schema version %d, but there is also %s"
                                .formatted(format.version(), text(column)));
            }
        }
        if (faults.isEmpty() && !names(schema).equals(names(expected))) {
            faults.add(
                    "columns must be in the order %s, but are %s"
                            .formatted(names(expected), names(schema)));
        }
        return new EventSchemaFaults(faults, isReadable);
    }

    private static List<String> names(GroupType schema) {
        return schema.getFields().stream().map(Type::getName).toList();
    }

    private static String text(Type type) {
        return type.toString().replaceAll("\\s+", " ").strip();
    }
}
