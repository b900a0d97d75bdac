// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import java.util.Locale;

/** What a column of an input table may mean. */
public enum DeltaField {
    EVENT_TIME(FieldType.TIME),
    ARRIVAL_TIME(FieldType.TIME),
    UPDATE_ID(FieldType.ID),
    FIRST_ID(FieldType.ID),
    PREVIOUS_ID(FieldType.ID),
    TRADE_ID(FieldType.TRADE_ID),
    SIDE(FieldType.SIDE),
    AGGRESSOR(FieldType.AGGRESSOR),
    PRICE(FieldType.NUMBER),
    QUANTITY(FieldType.NUMBER),
    SNAPSHOT(FieldType.FLAG),
    EXCHANGE(FieldType.TEXT),
    SYMBOL(FieldType.TEXT);

    private final FieldType type;

    DeltaField(FieldType type) {
        this.type = type;
    }

    FieldType type() {
        return type;
    }

    /** The words an error uses, e.g. {@code event time}. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
