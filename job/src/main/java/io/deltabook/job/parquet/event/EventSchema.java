// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.deltabook.contract.Lane;
import io.deltabook.number.Decimal128Bytes;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.ConversionPatterns;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The columns of an events file: order, names, types and nullability. Any change requires a new
 * {@link #VERSION}; a run continues with the version it started with, and all versions can be read.
 * Within a version, an {@link EventFormat} has variants for readers that cannot read the default.
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
    public static final String ARRIVAL_TIMESTAMP = "arrival_timestamp";
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
    private static final String TWIN = "_f64";

    /** The Parquet schema of the newest version, as written by default. */
    public static final MessageType MESSAGE = message(EventFormat.DEFAULT);

    private EventSchema() {}

    /** The columns of a format, in order. */
    private static final class Columns {
        private final EventFormat format;
        private final List<Type> types = new ArrayList<>();

        Columns(EventFormat format) {
            this.format = format;
        }

        private Columns add(Type type) {
            types.add(type);
            return this;
        }

        private Columns since(int version, Type type) {
            return format.version() >= version ? add(type) : this;
        }

        private Columns number(String name) {
            add(decimal(Repetition.OPTIONAL, name));
            return format.doubles() ? add(optional(DOUBLE).named(twin(name))) : this;
        }
    }

    /** The Parquet schema of an events file. */
    public static MessageType message(EventFormat format) {
        TimestampUnit unit = format.timestamps();
        Columns columns =
                new Columns(format)
                        .add(required(INT64).named(EVENT_SEQ))
                        .add(timestamp(Repetition.REQUIRED, EVENT_TIMESTAMP, unit))
                        .add(required(BINARY).as(stringType()).named(EVENT_TYPE))
                        .since(2, timestamp(Repetition.OPTIONAL, ARRIVAL_TIMESTAMP, unit))
                        .add(optional(INT64).named(UPDATE_ID))
                        .add(optional(INT64).named(TRADE_ID))
                        .number(TRADE_PRICE)
                        .number(TRADE_QUANTITY)
                        .add(text(TRADE_SIDE))
                        .add(levels(BIDS, format))
                        .add(levels(ASKS, format))
                        .add(optional(BOOLEAN).named(IS_SNAPSHOT))
                        .add(text(SNAPSHOT_KIND))
                        .add(text(DELTA_SIDE))
                        .number(DELTA_PRICE)
                        .number(DELTA_QUANTITY)
                        .add(optional(BOOLEAN).named(LAST_IN_MESSAGE))
                        .add(required(BINARY).as(stringType()).named(BOOK_STATE))
                        .add(optional(INT32).named(CERTIFIED_BIDS))
                        .add(optional(INT32).named(CERTIFIED_ASKS))
                        .since(2, optional(INT32).named(COVERED_BIDS))
                        .since(2, optional(INT32).named(COVERED_ASKS));
        return new MessageType("event", columns.types);
    }

    /** Names of the columns of a version as written by default, in order. */
    public static List<String> columns(int version) {
        return message(EventFormat.of(version)).getFields().stream().map(Type::getName).toList();
    }

    /** Whether the files of a version have a column. */
    public static boolean has(int version, String name) {
        return message(EventFormat.of(version)).containsField(name);
    }

    /** Name of the DOUBLE twin of a price or quantity: its nearest double. */
    public static String twin(String name) {
        return name + TWIN;
    }

    /** A DECIMAL(38,18) in 16 bytes. */
    public static PrimitiveType decimal(Repetition repetition, String name) {
        return Types.primitive(FIXED_LEN_BYTE_ARRAY, repetition)
                .length(Decimal128Bytes.LENGTH)
                .as(decimalType(Lane.MAX_SCALE, PRECISION))
                .named(name);
    }

    /** A UTC time, marked local so that readers keep the nanoseconds. */
    public static PrimitiveType timestamp(Repetition repetition, String name, TimestampUnit unit) {
        return Types.primitive(INT64, repetition).as(timestampType(false, unit.type())).named(name);
    }

    /** A nullable string. */
    public static PrimitiveType text(String name) {
        return optional(BINARY).as(stringType()).named(name);
    }

    private static GroupType levels(String name, EventFormat format) {
        List<Type> fields = new ArrayList<>();
        for (String number : List.of(PRICE, QUANTITY)) {
            fields.add(decimal(Repetition.REQUIRED, number));
            if (format.doubles()) {
                fields.add(required(DOUBLE).named(twin(number)));
            }
        }
        Type level = new GroupType(Repetition.REQUIRED, "element", fields);
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
