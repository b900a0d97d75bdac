// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The possible meanings of an input table's columns. */
public enum DeltaField {
    EVENT_TIME(FieldType.TIME, "event_time"),
    ARRIVAL_TIME(FieldType.TIME, "arrival_time"),
    UPDATE_ID(FieldType.ID, "update_id"),
    /** The id of rows without {@link #UPDATE_ID}, if a recorder has a column for each kind. */
    SNAPSHOT_ID(FieldType.ID, null),
    FIRST_ID(FieldType.ID, "first_update_id"),
    PREVIOUS_ID(FieldType.ID, "previous_update_id"),
    TRADE_ID(FieldType.TRADE_ID, null),
    SIDE(FieldType.SIDE, "side"),
    AGGRESSOR(FieldType.AGGRESSOR, "side"),
    PRICE(FieldType.NUMBER, "price"),
    QUANTITY(FieldType.NUMBER, "quantity"),
    SNAPSHOT(FieldType.FLAG, "is_snapshot"),
    /** Marks the rows that are not part of a snapshot. */
    CHANGE(FieldType.FLAG, null),
    EXCHANGE(FieldType.TEXT, "exchange"),
    SYMBOL(FieldType.TEXT, "symbol"),
    /** Prices and quantities of a full book's bids, as lists. */
    BIDS(FieldType.LEVELS, "bids"),
    ASKS(FieldType.LEVELS, "asks"),
    /** Prices only; a parallel list has the quantities. */
    BID_PRICES(FieldType.LEVELS, "bid_prices"),
    BID_QUANTITIES(FieldType.LEVELS, "bid_quantities"),
    ASK_PRICES(FieldType.LEVELS, "ask_prices"),
    ASK_QUANTITIES(FieldType.LEVELS, "ask_quantities");

    private final FieldType type;
    private final String role;

    DeltaField(FieldType type, String role) {
        this.type = type;
        this.role = role;
    }

    /**
     * The delta field with a role in {@code source.columns}, null for an unknown role; fields of
     * other tables with the same {@link #role} are meant too.
     */
    public static DeltaField ofRole(String role) {
        for (DeltaField field : values()) {
            if (role.equals(field.role)) {
                return field;
            }
        }
        return null;
    }

    /** All roles, in field order. */
    public static List<String> roles() {
        List<String> roles = new ArrayList<>();
        for (DeltaField field : values()) {
            if (field.role != null && field != AGGRESSOR) {
                roles.add(field.role);
            }
        }
        return roles;
    }

    /** Its name in {@code source.columns}, null if it cannot be named. */
    public String role() {
        return role;
    }

    public FieldType type() {
        return type;
    }

    /** Whether its column has a list per row. */
    public boolean isList() {
        return type == FieldType.LEVELS;
    }

    /** Its name in errors, e.g. {@code event time}. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
