// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sql;

import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The columns of events and quotes as their views have them: each price and quantity, those of
 * levels included, is followed by its nearest DOUBLE, which is the file's if there is one, else
 * computed. Products of DECIMAL(38,18) overflow in DuckDB; those of DOUBLE do not.
 */
final class EventColumns {
    private static final Set<String> LEVELS = Set.of(EventSchema.BIDS, EventSchema.ASKS);
    private static final Set<String> EVENT_NUMBERS =
            Set.of(
                    EventSchema.TRADE_PRICE,
                    EventSchema.TRADE_QUANTITY,
                    EventSchema.DELTA_PRICE,
                    EventSchema.DELTA_QUANTITY);

    private final EventFormat format;

    /** The columns of files of a format. */
    EventColumns(EventFormat format) {
        this.format = format;
    }

    /** Expressions that make the view of the events from their files. */
    List<String> events() {
        return expressions(EventSchema.columns(format.version()));
    }

    /** Expressions that make the view of the quotes from their files. */
    List<String> quotes() {
        return expressions(QuoteSchema.columns());
    }

    /** Columns of the view of the events that deltas have. */
    List<String> deltas() {
        return of(
                EventSchema.UPDATE_ID,
                EventSchema.DELTA_SIDE,
                EventSchema.DELTA_PRICE,
                EventSchema.DELTA_QUANTITY,
                EventSchema.LAST_IN_MESSAGE);
    }

    /** Columns of the view of the events that trades have. */
    List<String> trades() {
        return of(
                EventSchema.TRADE_ID,
                EventSchema.TRADE_PRICE,
                EventSchema.TRADE_QUANTITY,
                EventSchema.TRADE_SIDE);
    }

    /** Columns of the view of the events that books have. */
    List<String> books() {
        return of(
                EventSchema.UPDATE_ID,
                EventSchema.SNAPSHOT_KIND,
                EventSchema.IS_SNAPSHOT,
                EventSchema.BIDS,
                EventSchema.ASKS,
                EventSchema.CERTIFIED_BIDS,
                EventSchema.CERTIFIED_ASKS,
                EventSchema.COVERED_BIDS,
                EventSchema.COVERED_ASKS);
    }

    private static boolean isNumber(String name) {
        return EVENT_NUMBERS.contains(name) || QuoteSchema.NUMBERS.contains(name);
    }

    private List<String> of(String... own) {
        List<String> columns = new ArrayList<>(List.of("exchange", "symbol", "date", "hour"));
        add(EventSchema.EVENT_SEQ, columns);
        add(EventSchema.EVENT_TIMESTAMP, columns);
        add(EventSchema.ARRIVAL_TIMESTAMP, columns);
        for (String name : own) {
            add(name, columns);
        }
        add(EventSchema.BOOK_STATE, columns);
        return columns;
    }

    private void add(String name, List<String> columns) {
        if (EventSchema.has(format.version(), name)) {
            columns.add(name);
            if (isNumber(name)) {
                columns.add(EventSchema.twin(name));
            }
        }
    }

    private List<String> expressions(List<String> names) {
        List<String> expressions = new ArrayList<>();
        for (String name : names) {
            if (LEVELS.contains(name) && !format.doubles()) {
                expressions.add(levels(name));
                continue;
            }
            expressions.add(name);
            if (isNumber(name)) {
                String twin = EventSchema.twin(name);
                expressions.add(format.doubles() ? twin : asDouble(name) + " AS " + twin);
            }
        }
        return expressions;
    }

    private static String levels(String name) {
        List<String> fields = new ArrayList<>();
        for (String field : List.of(EventSchema.PRICE, EventSchema.QUANTITY)) {
            String value = "level." + field;
            fields.add("%s: %s".formatted(field, value));
            fields.add("%s: %s".formatted(EventSchema.twin(field), asDouble(value)));
        }
        return "[{%s} FOR level IN %s] AS %2$s".formatted(String.join(", ", fields), name);
    }

    private static String asDouble(String value) {
        return "CAST(" + value + " AS DOUBLE)";
    }
}
