// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The columns of a quotes file. Their version is that of {@link EventSchema}. */
public final class QuoteSchema {
    /** Folder of the quotes files under the output folder. */
    public static final String FOLDER = "quotes";

    public static final String BID_PRICE = "bid_price";
    public static final String BID_QUANTITY = "bid_quantity";
    public static final String ASK_PRICE = "ask_price";
    public static final String ASK_QUANTITY = "ask_quantity";
    public static final String CERTIFIED = "certified";

    /** The prices and quantities, in the order of the columns. */
    public static final List<String> NUMBERS =
            List.of(BID_PRICE, BID_QUANTITY, ASK_PRICE, ASK_QUANTITY);

    /** The first schema version with quotes. */
    private static final int FIRST_VERSION = 2;

    private QuoteSchema() {}

    /** Whether outputs of a schema version have quotes and periods. */
    public static boolean isIn(int version) {
        return version >= FIRST_VERSION;
    }

    /**
     * The format that the columns of a quotes file show; what they do not show is as by default.
     *
     * @param version schema version that the file declares
     */
    public static EventFormat format(int version, GroupType schema) {
        boolean hasTime = schema.containsField(EventSchema.EVENT_TIMESTAMP);
        return new EventFormat(
                version,
                hasTime
                        ? TimestampUnit.of(schema.getType(EventSchema.EVENT_TIMESTAMP))
                        : TimestampUnit.NANOS,
                schema.containsField(EventSchema.twin(BID_PRICE)));
    }

    /**
     * The format of a quotes file.
     *
     * @throws IOException if its schema version is not supported
     */
    public static EventFormat format(FileMetaData footer, Path file) throws IOException {
        int version = EventFileFacts.schemaVersion(footer.getKeyValueMetaData(), file);
        return format(version, footer.getSchema());
    }

    /** Names of all columns in order, without DOUBLE twins. */
    public static List<String> columns() {
        EventFormat plain = new EventFormat(EventSchema.VERSION, TimestampUnit.NANOS, false);
        return message(plain).getFields().stream().map(Type::getName).toList();
    }

    /** The Parquet schema of a quotes file. */
    public static MessageType message(EventFormat format) {
        TimestampUnit unit = format.timestamps();
        List<Type> types = new ArrayList<>();
        types.add(Types.required(INT64).named(EventSchema.EVENT_SEQ));
        types.add(EventSchema.timestamp(Repetition.REQUIRED, EventSchema.EVENT_TIMESTAMP, unit));
        types.add(EventSchema.timestamp(Repetition.OPTIONAL, EventSchema.ARRIVAL_TIMESTAMP, unit));
        types.add(Types.optional(INT64).named(EventSchema.UPDATE_ID));
        for (String number : NUMBERS) {
            types.add(EventSchema.decimal(Repetition.OPTIONAL, number));
            if (format.doubles()) {
                types.add(Types.optional(DOUBLE).named(EventSchema.twin(number)));
            }
        }
        types.add(Types.required(BINARY).as(stringType()).named(EventSchema.BOOK_STATE));
        types.add(Types.required(BOOLEAN).named(CERTIFIED));
        return new MessageType("quote", types);
    }
}
