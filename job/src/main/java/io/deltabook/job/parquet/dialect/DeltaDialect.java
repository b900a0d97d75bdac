// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import io.deltabook.contract.InputTable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.schema.MessageType;

/**
 * The column names of a table from one source, and the unit of its plain integer times. To add a
 * dialect, add a constant here and a choice of {@code source.dialect} (CONTRIBUTING, "To add a
 * dialect").
 */
public enum DeltaDialect {
    /** The names of the contract. */
    NATIVE(
            1,
            1,
            required(DeltaField.EVENT_TIME, "origin_time"),
            optional(DeltaField.ARRIVAL_TIME, "received_time"),
            optional(DeltaField.UPDATE_ID, "update_id"),
            optional(DeltaField.FIRST_ID, "first_update_id"),
            optional(DeltaField.PREVIOUS_ID, "prev_update_id"),
            required(DeltaField.SIDE, "side", "side_is_bid"),
            required(DeltaField.QUANTITY, "new_quantity"),
            optional(DeltaField.SNAPSHOT, "is_snapshot")),
    /** Crypto Lake's {@code book_delta_v2} files as stored. */
    LAKE(
            1,
            1,
            required(DeltaField.EVENT_TIME, "timestamp"),
            optional(DeltaField.ARRIVAL_TIME, "receipt_timestamp"),
            required(DeltaField.UPDATE_ID, "sequence_number"),
            required(DeltaField.SIDE, "side_is_bid"),
            required(DeltaField.QUANTITY, "size")),
    /** The same table with the column names of Crypto Lake's API. */
    LAKE_API(
            1,
            1,
            required(DeltaField.EVENT_TIME, "origin_time"),
            optional(DeltaField.ARRIVAL_TIME, "received_time"),
            required(DeltaField.UPDATE_ID, "sequence_number"),
            required(DeltaField.SIDE, "side_is_bid"),
            required(DeltaField.QUANTITY, "size")),
    /** Tardis {@code incremental_book_L2} as Parquet: times in µs, no ids. */
    TARDIS(
            1_000,
            1_000,
            required(DeltaField.EVENT_TIME, "timestamp"),
            optional(DeltaField.ARRIVAL_TIME, "local_timestamp"),
            required(DeltaField.SIDE, "side"),
            required(DeltaField.QUANTITY, "amount"),
            required(DeltaField.SNAPSHOT, "is_snapshot")),
    /**
     * Binance's messages as recorded: event times in ms, numbers as text, separate id columns for
     * updates and snapshots; and Binance's own T_DEPTH files.
     */
    BINANCE(
            1_000_000,
            1,
            required(DeltaField.EVENT_TIME, "event_time", "timestamp"),
            optional(DeltaField.ARRIVAL_TIME, "received_time"),
            required(DeltaField.UPDATE_ID, "final_update_id", "last_update_id"),
            optional(DeltaField.SNAPSHOT_ID, "last_update_id"),
            optional(DeltaField.FIRST_ID, "first_update_id"),
            optional(DeltaField.PREVIOUS_ID, "prev_final_update_id", "pu"),
            required(DeltaField.SIDE, "side"),
            required(DeltaField.QUANTITY, "quantity", "qty"),
            optional(DeltaField.SNAPSHOT, "event_type", "update_type")),
    /**
     * The books that cryptofeed writes: times in seconds, a flag on rows that are not part of a
     * snapshot.
     */
    CRYPTOFEED(
            1_000_000_000,
            1_000_000_000,
            required(DeltaField.EVENT_TIME, "timestamp"),
            optional(DeltaField.ARRIVAL_TIME, "receipt_timestamp"),
            optional(DeltaField.UPDATE_ID, "sequence_number"),
            required(DeltaField.SIDE, "side"),
            required(DeltaField.QUANTITY, "size", "amount"),
            required(DeltaField.CHANGE, "delta")),
    /** Trades with the column names of the contract and of Crypto Lake. */
    TRADES(
            InputTable.TRADES,
            1,
            1,
            required(DeltaField.EVENT_TIME, "origin_time", "timestamp"),
            optional(DeltaField.ARRIVAL_TIME, "received_time", "receipt_timestamp"),
            optional(DeltaField.TRADE_ID, "trade_id", "id"),
            required(DeltaField.AGGRESSOR, "side"),
            required(DeltaField.PRICE, "price"),
            required(DeltaField.QUANTITY, "quantity", "amount")),
    /** Tardis {@code trades} as Parquet: times in µs. */
    TARDIS_TRADES(
            InputTable.TRADES,
            1_000,
            1_000,
            required(DeltaField.EVENT_TIME, "timestamp"),
            optional(DeltaField.ARRIVAL_TIME, "local_timestamp"),
            optional(DeltaField.TRADE_ID, "id"),
            required(DeltaField.AGGRESSOR, "side"),
            required(DeltaField.PRICE, "price"),
            required(DeltaField.QUANTITY, "amount")),
    /**
     * Crypto Lake's wide {@code book} snapshots, and others' with lists; see {@link BookLevels} for
     * the levels.
     */
    BOOK(
            InputTable.BOOK,
            1,
            1,
            required(DeltaField.EVENT_TIME, "origin_time", "timestamp"),
            optional(DeltaField.ARRIVAL_TIME, "received_time", "receipt_timestamp"),
            optional(DeltaField.UPDATE_ID, "sequence_number", "update_id")),
    /**
     * Tardis {@code book_snapshot_5} and {@code book_snapshot_25} as Parquet: times in µs, no ids.
     */
    TARDIS_BOOK(
            InputTable.BOOK,
            1_000,
            1_000,
            required(DeltaField.EVENT_TIME, "timestamp"),
            optional(DeltaField.ARRIVAL_TIME, "local_timestamp"));

    private final Map<DeltaField, Column> columns = new EnumMap<>(DeltaField.class);
    private final InputTable table;
    private final TimeUnits units;

    private record Column(DeltaField field, List<String> aliases, boolean isRequired) {}

    /**
     * @param eventNanos unit of an event time that is a plain number
     * @param arrivalNanos unit of an arrival time that is a plain number
     */
    DeltaDialect(long eventNanos, long arrivalNanos, Column... columns) {
        this(InputTable.DELTAS, eventNanos, arrivalNanos, columns);
        add(required(DeltaField.PRICE, "price"));
    }

    DeltaDialect(InputTable table, long eventNanos, long arrivalNanos, Column... columns) {
        this.table = table;
        this.units = new TimeUnits(eventNanos, arrivalNanos);
        add(optional(DeltaField.EXCHANGE, "exchange"), optional(DeltaField.SYMBOL, "symbol"));
        if (table == InputTable.BOOK) {
            addLists();
        }
        add(columns);
    }

    private void addLists() {
        add(
                optional(DeltaField.BIDS, "bids"),
                optional(DeltaField.ASKS, "asks"),
                optional(DeltaField.BID_PRICES, "bid_prices", "bids_prices", "bids_price"),
                optional(
                        DeltaField.BID_QUANTITIES,
                        "bid_quantities",
                        "bid_sizes",
                        "bid_amounts",
                        "bid_qtys",
                        "bids_sizes",
                        "bids_size"),
                optional(DeltaField.ASK_PRICES, "ask_prices", "asks_prices", "asks_price"),
                optional(
                        DeltaField.ASK_QUANTITIES,
                        "ask_quantities",
                        "ask_sizes",
                        "ask_amounts",
                        "ask_qtys",
                        "asks_sizes",
                        "asks_size"));
    }

    private void add(Column... more) {
        for (Column column : more) {
            columns.put(column.field, column);
        }
    }

    private static Column required(DeltaField field, String... aliases) {
        return new Column(field, List.of(aliases), true);
    }

    private static Column optional(DeltaField field, String... aliases) {
        return new Column(field, List.of(aliases), false);
    }

    /** The dialects of a table, in the order in which they are tried. */
    public static List<DeltaDialect> of(InputTable table) {
        return Arrays.stream(values()).filter(dialect -> dialect.table == table).toList();
    }

    /**
     * The dialect of delta tables of a {@link #word}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DeltaDialect ofWord(String word) {
        for (DeltaDialect dialect : of(InputTable.DELTAS)) {
            if (dialect.word().equals(Objects.requireNonNull(word, "word"))) {
                return dialect;
            }
        }
        throw new IllegalArgumentException(
                "dialect must be one of " + of(InputTable.DELTAS) + ", but was " + word);
    }

    /** The table with these columns. */
    public InputTable table() {
        return table;
    }

    /** The dialect's name in options, plans and errors, e.g. {@code lake-api}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The units of times that are plain numbers. */
    public TimeUnits units() {
        return units;
    }

    /** Accepted column names, the preferred one first; empty if the dialect has no such column. */
    List<String> aliases(DeltaField field) {
        Column column = columns.get(field);
        return column == null ? List.of() : column.aliases;
    }

    /** Name of the column of a schema that holds a field, null if none does. */
    public String column(DeltaField field, MessageType schema) {
        return DialectMatch.presentName(schema, aliases(field));
    }

    /** Nanoseconds per unit of the column of a schema that holds a time. */
    public long nanosPerUnit(DeltaField field, MessageType schema) {
        String[] path = {column(field, schema)};
        return TimeType.nanosPerUnit(schema.getColumnDescription(path), units.nanos(field));
    }

    boolean isRequired(DeltaField field) {
        Column column = columns.get(field);
        return column != null && column.isRequired;
    }

    @Override
    public String toString() {
        return word();
    }
}
