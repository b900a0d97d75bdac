// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.EventType;
import io.deltabook.job.parquet.event.EventSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The columns that a row of some type must have and those it must not have.
 *
 * @param required indexes of the columns that must not be null
 * @param absent indexes of the columns that must be null
 * @param requiredBits a bit for each of the former
 * @param absentBits a bit for each of the latter
 */
record RowShape(int[] required, int[] absent, long requiredBits, long absentBits) {
    private static final List<String> TRADE =
            List.of(EventSchema.TRADE_PRICE, EventSchema.TRADE_QUANTITY);
    private static final List<String> TRADE_SIDE = List.of(EventSchema.TRADE_SIDE);
    private static final List<String> SNAPSHOT =
            List.of(
                    EventSchema.BIDS,
                    EventSchema.ASKS,
                    EventSchema.IS_SNAPSHOT,
                    EventSchema.SNAPSHOT_KIND,
                    EventSchema.CERTIFIED_BIDS,
                    EventSchema.CERTIFIED_ASKS,
                    EventSchema.COVERED_BIDS,
                    EventSchema.COVERED_ASKS);
    private static final List<String> DELTA =
            List.of(
                    EventSchema.DELTA_SIDE,
                    EventSchema.DELTA_PRICE,
                    EventSchema.DELTA_QUANTITY,
                    EventSchema.LAST_IN_MESSAGE);
    private static final List<String> UPDATE_ID = List.of(EventSchema.UPDATE_ID);
    private static final List<String> TRADE_ID = List.of(EventSchema.TRADE_ID);

    /**
     * The shape of each event type in a lane.
     *
     * @param schemaVersion schema version of the columns
     */
    static Map<EventType, RowShape> of(boolean hasIds, int schemaVersion) {
        List<String> columns = EventSchema.columns(schemaVersion);
        List<String> delta = hasIds ? joined(DELTA, UPDATE_ID) : DELTA;
        Map<EventType, RowShape> shapes = new EnumMap<>(EventType.class);
        shapes.put(EventType.TRADE, shape(columns, TRADE, SNAPSHOT, DELTA, UPDATE_ID));
        shapes.put(
                EventType.BOOK_SNAPSHOT,
                shape(columns, SNAPSHOT, TRADE, TRADE_SIDE, DELTA, TRADE_ID));
        shapes.put(
                EventType.BOOK_DELTA, shape(columns, delta, TRADE, TRADE_SIDE, SNAPSHOT, TRADE_ID));
        return Collections.unmodifiableMap(shapes);
    }

    @SafeVarargs
    private static RowShape shape(
            List<String> columns, List<String> required, List<String>... absent) {
        int[] present = numbers(columns, required);
        int[] missing = numbers(columns, joined(absent));
        return new RowShape(present, missing, bits(present), bits(missing));
    }

    private static long bits(int[] numbers) {
        return IntStream.of(numbers).mapToLong(number -> 1L << number).sum();
    }

    /** Whether a row has this shape, given a bit for each column that has a value. */
    boolean fits(long presence) {
        return (presence & requiredBits) == requiredBits && (presence & absentBits) == 0;
    }

    @SafeVarargs
    private static List<String> joined(List<String>... lists) {
        List<String> joined = new ArrayList<>();
        for (List<String> list : lists) {
            joined.addAll(list);
        }
        return joined;
    }

    /** Indexes of names among the columns; names of a later version have none. */
    private static int[] numbers(List<String> columns, List<String> names) {
        return names.stream().mapToInt(columns::indexOf).filter(place -> place >= 0).toArray();
    }
}
