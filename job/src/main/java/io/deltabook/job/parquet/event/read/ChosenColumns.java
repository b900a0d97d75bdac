// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.parquet.schema.MessageType;

/** Opens files for some of their columns; what is not named is neither read nor decoded. */
public final class ChosenColumns {
    private ChosenColumns() {}

    /**
     * Opens an events file.
     *
     * @param names columns to read; those that its version does not have are left out
     */
    public static ChunkReader ofEvents(Path path, Set<String> names) throws IOException {
        return ChunkReader.open(
                path,
                footer -> only(EventSchema.message(EventFileFacts.format(footer, path)), names));
    }

    /**
     * Opens a quotes file.
     *
     * @param names columns to read
     */
    public static ChunkReader ofQuotes(Path path, Set<String> names) throws IOException {
        return ChunkReader.open(
                path, footer -> only(QuoteSchema.message(QuoteSchema.format(footer, path)), names));
    }

    private static MessageType only(MessageType all, Set<String> names) {
        return new MessageType(
                all.getName(),
                all.getFields().stream().filter(field -> names.contains(field.getName())).toList());
    }
}
