// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The column names of one source of delta tables, and the unit of its plain integer times. A
 * further dialect is a further constant.
 */
public enum DeltaDialect {
    /** The names of the contract. */
    NATIVE(1) {
        @Override
        void describe() {
            required(DeltaField.EVENT_TIME, "origin_time");
            optional(DeltaField.ARRIVAL_TIME, "received_time");
            required(DeltaField.UPDATE_ID, "update_id");
            optional(DeltaField.FIRST_ID, "first_update_id");
            optional(DeltaField.PREVIOUS_ID, "prev_update_id");
            required(DeltaField.SIDE, "side", "side_is_bid");
            required(DeltaField.QUANTITY, "new_quantity");
            optional(DeltaField.SNAPSHOT, "is_snapshot");
        }
    },
    /** Crypto Lake's {@code book_delta_v2} files as they lie in its store. */
    LAKE(1) {
        @Override
        void describe() {
            required(DeltaField.EVENT_TIME, "timestamp");
            optional(DeltaField.ARRIVAL_TIME, "receipt_timestamp");
            required(DeltaField.UPDATE_ID, "sequence_number");
            required(DeltaField.SIDE, "side_is_bid");
            required(DeltaField.QUANTITY, "size");
        }
    },
    /** The same table with the names that Crypto Lake's API gives it. */
    LAKE_API(1) {
        @Override
        void describe() {
            required(DeltaField.EVENT_TIME, "origin_time");
            optional(DeltaField.ARRIVAL_TIME, "received_time");
            required(DeltaField.UPDATE_ID, "sequence_number");
            required(DeltaField.SIDE, "side_is_bid");
            required(DeltaField.QUANTITY, "size");
        }
    },
    /** Tardis {@code incremental_book_L2} as Parquet: times in µs, no ids. */
    TARDIS(1_000) {
        @Override
        void describe() {
            required(DeltaField.EVENT_TIME, "timestamp");
            optional(DeltaField.ARRIVAL_TIME, "local_timestamp");
            required(DeltaField.SIDE, "side");
            required(DeltaField.QUANTITY, "amount");
            required(DeltaField.SNAPSHOT, "is_snapshot");
        }
    };

    private final Map<DeltaField, Names> columns = new EnumMap<>(DeltaField.class);
    private final long nanosPerUnit;

    private record Names(List<String> aliases, boolean isRequired) {}

    /**
     * @param nanosPerUnit unit of a time that is a plain INT64
     */
    DeltaDialect(long nanosPerUnit) {
        this.nanosPerUnit = nanosPerUnit;
        required(DeltaField.PRICE, "price");
        optional(DeltaField.EXCHANGE, "exchange");
        optional(DeltaField.SYMBOL, "symbol");
        describe();
    }

    /**
     * The dialect of a {@link #word}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DeltaDialect ofWord(String word) {
        for (DeltaDialect dialect : values()) {
            if (dialect.word().equals(Objects.requireNonNull(word, "word"))) {
                return dialect;
            }
        }
        throw new IllegalArgumentException(
                "dialect must be one of " + List.of(values()) + ", but was " + word);
    }

    abstract void describe();

    final void required(DeltaField field, String... aliases) {
        columns.put(field, new Names(List.of(aliases), true));
    }

    final void optional(DeltaField field, String... aliases) {
        columns.put(field, new Names(List.of(aliases), false));
    }

    /** The dialect as options, plans and errors write it, e.g. {@code lake-api}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Nanoseconds of one unit of a time that is a plain INT64. */
    long nanosPerUnit() {
        return nanosPerUnit;
    }

    /**
     * Accepted column names, the preferred one first; empty where the dialect has no such column.
     */
    List<String> aliases(DeltaField field) {
        Names names = columns.get(field);
        return names == null ? List.of() : names.aliases();
    }

    boolean isRequired(DeltaField field) {
        Names names = columns.get(field);
        return names != null && names.isRequired();
    }

    @Override
    public String toString() {
        return word();
    }
}
