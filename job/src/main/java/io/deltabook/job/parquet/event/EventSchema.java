// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.deltabook.contract.Lane;
import io.deltabook.number.Decimal128Bytes;
import java.util.List;
import org.apache.parquet.schema.ConversionPatterns;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The columns of an events file: order, names, types and nullability. Any change requires a new
 * {@link #VERSION}; a run continues with the version it started with, and all versions can be read.
 */
public final class EventSchema {
    /** Newest schema version; a file's own version is in its metadata. */
    public static final int VERSION = 2;

    /** The version of release 0.1.0. */
    public static final int FIRST_VERSION = 1;

    /** Folder of the events files under the output folder. */
    public static final String FOLDER = "events";

    public static final String EVENT_SEQ = "event_seq";
    public static final String EVENT_TIMESTAMP = "event_timestamp";
    public static final String EVENT_TYPE = "event_type";
    public static final String UPDATE_ID = "update_id";
    public static final String TRADE_ID = "trade_id";
    public static final String TRADE_PRICE = "trade_price";
    public static final String TRADE_QUANTITY = "trade_quantity";
    public static final String TRADE_SIDE = "trade_side";
    public static final String BIDS = "bids";
    public static final String ASKS = "asks";
    public static final String IS_SNAPSHOT = "is_snapshot";
    public static final String SNAPSHOT_KIND = "snapshot_kind";
    public static final String DELTA_SIDE = "delta_side";
    public static final String DELTA_PRICE = "delta_price";
    public static final String DELTA_QUANTITY = "delta_quantity";
    public static final String LAST_IN_MESSAGE = "last_in_message";
    public static final String BOOK_STATE = "book_state";
    public static final String CERTIFIED_BIDS = "certified_bids";
    public static final String CERTIFIED_ASKS = "certified_asks";
    public static final String COVERED_BIDS = "covered_bids";
    public static final String COVERED_ASKS = "covered_asks";

    /** Columns of one level of {@link #BIDS} and {@link #ASKS}. */
    public static final String PRICE = "price";

    public static final String QUANTITY = "quantity";

    private static final int PRECISION = 38;

    /** All columns in order, with the version that introduced each. */
    private static final List<Column> COLUMNS =
            List.of(
                    since(1, required(INT64).named(EVENT_SEQ)),
                    since(1, timestamp(Repetition.REQUIRED, EVENT_TIMESTAMP)),
                    since(1, required(BINARY).as(stringType()).named(EVENT_TYPE)),
                    since(1, optional(INT64).named(UPDATE_ID)),
                    since(1, optional(INT64).named(TRADE_ID)),
                    since(1, decimal(Repetition.OPTIONAL, TRADE_PRICE)),
                    since(1, decimal(Repetition.OPTIONAL, TRADE_QUANTITY)),
                    since(1, text(TRADE_SIDE)),
                    since(1, levels(BIDS)),
                    since(1, levels(ASKS)),
                    since(1, optional(BOOLEAN).named(IS_SNAPSHOT)),
                    since(1, text(SNAPSHOT_KIND)),
                    since(1, text(DELTA_SIDE)),
                    since(1, decimal(Repetition.OPTIONAL, DELTA_PRICE)),
                    since(1, decimal(Repetition.OPTIONAL, DELTA_QUANTITY)),
                    since(1, optional(BOOLEAN).named(LAST_IN_MESSAGE)),
                    since(1, required(BINARY).as(stringType()).named(BOOK_STATE)),
                    since(1, optional(INT32).named(CERTIFIED_BIDS)),
                    since(1, optional(INT32).named(CERTIFIED_ASKS)),
                    since(2, optional(INT32).named(COVERED_BIDS)),
                    since(2, optional(INT32).named(COVERED_ASKS)));

    /** The Parquet schema of the newest version; it has all columns. */
    public static final MessageType MESSAGE = message(VERSION);

    /** A column and the version that introduced it. */
    private record Column(int since, Type type) {}

    private EventSchema() {}

    private static Column since(int version, Type type) {
        return new Column(version, type);
    }

    /** The Parquet schema of an events file of a version. */
    public static MessageType message(int version) {
        return new MessageType(
                "event",
                COLUMNS.stream()
                        .filter(column -> column.since <= version)
                        .map(Column::type)
                        .toList());
    }

    /** Names of the columns of a version, in order. */
    public static List<String> columns(int version) {
        return message(version).getFields().stream().map(Type::getName).toList();
    }

    /** Whether the files of a version have a column. */
    public static boolean has(int version, String name) {
        return COLUMNS.stream()
                .anyMatch(column -> column.since <= version && column.type.getName().equals(name));
    }

    /** Whether a version is supported. */
    static boolean isKnown(int version) {
        return version >= FIRST_VERSION && version <= VERSION;
    }

    /** A DECIMAL(38,18) in 16 bytes. */
    public static PrimitiveType decimal(Repetition repetition, String name) {
        return Types.primitive(FIXED_LEN_BYTE_ARRAY, repetition)
                .length(Decimal128Bytes.LENGTH)
                .as(decimalType(Lane.MAX_SCALE, PRECISION))
                .named(name);
    }

    /** A UTC time in ns, marked local so that readers keep the nanoseconds. */
    public static PrimitiveType timestamp(Repetition repetition, String name) {
        return Types.primitive(INT64, repetition)
                .as(timestampType(false, TimeUnit.NANOS))
                .named(name);
    }

    /** A nullable string. */
    public static PrimitiveType text(String name) {
        return optional(BINARY).as(stringType()).named(name);
    }

    private static GroupType levels(String name) {
        Type level =
                new GroupType(
                        Repetition.REQUIRED,
                        "element",
                        decimal(Repetition.REQUIRED, PRICE),
                        decimal(Repetition.REQUIRED, QUANTITY));
        return ConversionPatterns.listOfElements(Repetition.OPTIONAL, name, level);
    }

    private static Types.PrimitiveBuilder<PrimitiveType> required(
            PrimitiveType.PrimitiveTypeName type) {
        return Types.required(type);
    }

    private static Types.PrimitiveBuilder<PrimitiveType> optional(
            PrimitiveType.PrimitiveTypeName type) {
        return Types.optional(type);
    }
}
