// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.number.Decimal128Bytes;
import io.deltabook.number.WideDecimals;
import java.util.EnumMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Turns rows of a batch into Parquet records, one record a row. */
final class EventRows {
    private static final Map<EventType, Binary> TYPES = names(EventType.class);
    private static final Map<BookState, Binary> STATES = names(BookState.class);
    private static final Map<SnapshotKind, Binary> KINDS = names(SnapshotKind.class);
    private static final Map<Side, Binary> SIDES = names(Side.class);
    private static final Binary BUY = Binary.fromString("BUY");
    private static final Binary SELL = Binary.fromString("SELL");

    private static final String LIST = "list";
    private static final String ELEMENT = "element";

    private final byte[] decimal = new byte[Decimal128Bytes.LENGTH];
    private final Binary decimalBinary = Binary.fromReusedByteArray(decimal);
    private RecordConsumer to;

    /** The pool of the batch at hand, whose numbers are then at the scale of the output. */
    private WideDecimals pool;

    private static <E extends Enum<E>> Map<E, Binary> names(Class<E> type) {
        Map<E, Binary> names = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            names.put(constant, Binary.fromString(constant.name()));
        }
        return names;
    }

    /** Sends the rows that follow to a consumer. */
    void to(RecordConsumer consumer) {
        to = consumer;
    }

    /**
     * Writes row i as one record.
     *
     * @param snapshot the row's snapshot, null where the row is none
     */
    void write(EventBatch batch, int i, EventBatch.Snapshot snapshot) {
        EventType type = batch.type(i);
        to.startMessage();
        number(Column.EVENT_SEQ, batch.firstSeq() + i);
        number(Column.EVENT_TIMESTAMP, batch.timestamp(i));
        pool = batch.pool();
        text(Column.EVENT_TYPE, TYPES.get(type));
        id(Column.ARRIVAL_TIMESTAMP, batch.arrival(i));
        switch (type) {
            case TRADE -> trade(batch, i);
            case BOOK_SNAPSHOT -> snapshot(batch, i, snapshot);
            case BOOK_DELTA -> delta(batch, i);
        }
        to.endMessage();
    }

    private void trade(EventBatch batch, int i) {
        id(Column.TRADE_ID, batch.id(i));
        decimal(Column.TRADE_PRICE, batch.price(i), priceFactor(batch));
        decimal(Column.TRADE_QUANTITY, batch.quantity(i), quantityFactor(batch));
        if (batch.side(i) != null) {
            text(Column.TRADE_SIDE, batch.side(i) == Side.BID ? BUY : SELL);
        }
        text(Column.BOOK_STATE, STATES.get(batch.state(i)));
    }

    private void delta(EventBatch batch, int i) {
        id(Column.UPDATE_ID, batch.id(i));
        text(Column.DELTA_SIDE, SIDES.get(batch.side(i)));
        decimal(Column.DELTA_PRICE, batch.price(i), priceFactor(batch));
        decimal(Column.DELTA_QUANTITY, batch.quantity(i), quantityFactor(batch));
        flag(Column.LAST_IN_MESSAGE, batch.lastInMessage(i));
        text(Column.BOOK_STATE, STATES.get(batch.state(i)));
    }

    private void snapshot(EventBatch batch, int i, EventBatch.Snapshot snapshot) {
        long priceFactor = priceFactor(batch);
        long quantityFactor = quantityFactor(batch);
        id(Column.UPDATE_ID, batch.id(i));
        levels(
                Column.BIDS,
                snapshot.bidPrices(),
                snapshot.bidQuantities(),
                priceFactor,
                quantityFactor);
        levels(
                Column.ASKS,
                snapshot.askPrices(),
                snapshot.askQuantities(),
                priceFactor,
                quantityFactor);
        flag(Column.IS_SNAPSHOT, batch.state(i) == BookState.LIVE);
        text(Column.SNAPSHOT_KIND, KINDS.get(snapshot.kind()));
        text(Column.BOOK_STATE, STATES.get(batch.state(i)));
        integer(Column.CERTIFIED_BIDS, snapshot.certifiedBids());
        integer(Column.CERTIFIED_ASKS, snapshot.certifiedAsks());
        integer(Column.COVERED_BIDS, snapshot.coveredBids());
        integer(Column.COVERED_ASKS, snapshot.coveredAsks());
    }

    private static long priceFactor(EventBatch batch) {
        return Decimal128Bytes.factor(batch.lane().priceScale());
    }

    private static long quantityFactor(EventBatch batch) {
        return Decimal128Bytes.factor(batch.lane().quantityScale());
    }

    /** An empty side is an empty list, not null. */
    private void levels(
            Column column,
            long[] prices,
            long[] quantities,
            long priceFactor,
            long quantityFactor) {
        start(column);
        to.startGroup();
        if (prices.length > 0) {
            to.startField(LIST, 0);
            for (int level = 0; level < prices.length; level++) {
                to.startGroup();
                to.startField(ELEMENT, 0);
                to.startGroup();
                decimal(EventSchema.PRICE, 0, prices[level], priceFactor);
                decimal(EventSchema.QUANTITY, 1, quantities[level], quantityFactor);
                to.endGroup();
                to.endField(ELEMENT, 0);
                to.endGroup();
            }
            to.endField(LIST, 0);
        }
        to.endGroup();
        end(column);
    }

    private void id(Column column, long id) {
        if (id != Missing.ID) {
            number(column, id);
        }
    }

    private void number(Column column, long value) {
        start(column);
        to.addLong(value);
        end(column);
    }

    private void integer(Column column, int value) {
        start(column);
        to.addInteger(value);
        end(column);
    }

    private void flag(Column column, boolean value) {
        start(column);
        to.addBoolean(value);
        end(column);
    }

    private void text(Column column, Binary value) {
        start(column);
        to.addBinary(value);
        end(column);
    }

    private void decimal(Column column, long value, long factor) {
        decimal(column.name, column.index, value, factor);
    }

    private void decimal(String name, int index, long value, long factor) {
        if (pool == null) {
            Decimal128Bytes.write(value, factor, decimal, 0);
        } else {
            Decimal128Bytes.write(pool.number(value), decimal, 0);
        }
        to.startField(name, index);
        to.addBinary(decimalBinary);
        to.endField(name, index);
    }

    private void start(Column column) {
        to.startField(column.name, column.index);
    }

    private void end(Column column) {
        to.endField(column.name, column.index);
    }

    /** A column by its place in {@link EventSchema#MESSAGE}. */
    private enum Column {
        EVENT_SEQ(EventSchema.EVENT_SEQ),
        EVENT_TIMESTAMP(EventSchema.EVENT_TIMESTAMP),
        EVENT_TYPE(EventSchema.EVENT_TYPE),
        ARRIVAL_TIMESTAMP(EventSchema.ARRIVAL_TIMESTAMP),
        UPDATE_ID(EventSchema.UPDATE_ID),
        TRADE_ID(EventSchema.TRADE_ID),
        TRADE_PRICE(EventSchema.TRADE_PRICE),
        TRADE_QUANTITY(EventSchema.TRADE_QUANTITY),
        TRADE_SIDE(EventSchema.TRADE_SIDE),
        BIDS(EventSchema.BIDS),
        ASKS(EventSchema.ASKS),
        IS_SNAPSHOT(EventSchema.IS_SNAPSHOT),
        SNAPSHOT_KIND(EventSchema.SNAPSHOT_KIND),
        DELTA_SIDE(EventSchema.DELTA_SIDE),
        DELTA_PRICE(EventSchema.DELTA_PRICE),
        DELTA_QUANTITY(EventSchema.DELTA_QUANTITY),
        LAST_IN_MESSAGE(EventSchema.LAST_IN_MESSAGE),
        BOOK_STATE(EventSchema.BOOK_STATE),
        CERTIFIED_BIDS(EventSchema.CERTIFIED_BIDS),
        CERTIFIED_ASKS(EventSchema.CERTIFIED_ASKS),
        COVERED_BIDS(EventSchema.COVERED_BIDS),
        COVERED_ASKS(EventSchema.COVERED_ASKS);

        private final String name;
        private final int index;

        Column(String name) {
            this.name = name;
            index = EventSchema.MESSAGE.getFieldIndex(name);
        }
    }
}
