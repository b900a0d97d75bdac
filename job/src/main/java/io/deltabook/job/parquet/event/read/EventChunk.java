// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import java.util.List;

/** Consecutive rows of an events file, by column; rows are numbered from 0. */
public final class EventChunk {
    private final RowChunk rows;
    private final EventFormat format;
    private final NumberValues seq;
    private final NumberValues nanos;
    private final NumberValues arrival;
    private final WordValues type;
    private final NumberValues updateId;
    private final NumberValues tradeId;
    private final DecimalValues tradePrice;
    private final DecimalValues tradeQuantity;
    private final WordValues tradeSide;
    private final LevelValues bids;
    private final LevelValues asks;
    private final FlagValues isSnapshot;
    private final WordValues kind;
    private final WordValues deltaSide;
    private final DecimalValues deltaPrice;
    private final DecimalValues deltaQuantity;
    private final FlagValues lastInMessage;
    private final WordValues state;
    private final NumberValues certifiedBids;
    private final NumberValues certifiedAsks;
    private final NumberValues coveredBids;
    private final NumberValues coveredAsks;

    EventChunk(RowChunk rows, EventFormat format) {
        this.rows = rows;
        this.format = format;
        seq = rows.number(EventSchema.EVENT_SEQ);
        nanos = rows.number(EventSchema.EVENT_TIMESTAMP);
        arrival = rows.number(EventSchema.ARRIVAL_TIMESTAMP);
        type = rows.word(EventSchema.EVENT_TYPE);
        updateId = rows.number(EventSchema.UPDATE_ID);
        tradeId = rows.number(EventSchema.TRADE_ID);
        tradePrice = rows.decimal(EventSchema.TRADE_PRICE);
        tradeQuantity = rows.decimal(EventSchema.TRADE_QUANTITY);
        tradeSide = rows.word(EventSchema.TRADE_SIDE);
        bids = rows.levels(EventSchema.BIDS);
        asks = rows.levels(EventSchema.ASKS);
        isSnapshot = rows.flag(EventSchema.IS_SNAPSHOT);
        kind = rows.word(EventSchema.SNAPSHOT_KIND);
        deltaSide = rows.word(EventSchema.DELTA_SIDE);
        deltaPrice = rows.decimal(EventSchema.DELTA_PRICE);
        deltaQuantity = rows.decimal(EventSchema.DELTA_QUANTITY);
        lastInMessage = rows.flag(EventSchema.LAST_IN_MESSAGE);
        state = rows.word(EventSchema.BOOK_STATE);
        certifiedBids = rows.number(EventSchema.CERTIFIED_BIDS);
        certifiedAsks = rows.number(EventSchema.CERTIFIED_ASKS);
        boolean hasCovered = hasCovered();
        coveredBids = hasCovered ? rows.number(EventSchema.COVERED_BIDS) : certifiedBids;
        coveredAsks = hasCovered ? rows.number(EventSchema.COVERED_ASKS) : certifiedAsks;
    }

    /** The rows, by name of column. */
    public RowChunk rows() {
        return rows;
    }

    public int size() {
        return rows.size();
    }

    /** Which columns the file has. */
    public EventFormat format() {
        return format;
    }

    /** Whether certified and covered levels are distinguished; otherwise they are the same. */
    public boolean hasCovered() {
        return EventSchema.has(format.version(), EventSchema.COVERED_BIDS);
    }

    /** The prices and quantities that have DOUBLE twins, without those of levels. */
    public List<Twin> twins() {
        return rows.twins();
    }

    /** All columns of the version, in the order of its schema, without DOUBLE twins. */
    public List<ColumnValues> columns() {
        return rows.columns();
    }

    public NumberValues seq() {
        return seq;
    }

    /** Event time, epoch ns. */
    public NumberValues nanos() {
        return nanos;
    }

    /** Arrival time, epoch ns; null if unknown or in a version without it. */
    public NumberValues arrival() {
        return arrival;
    }

    public WordValues type() {
        return type;
    }

    public NumberValues updateId() {
        return updateId;
    }

    public NumberValues tradeId() {
        return tradeId;
    }

    public DecimalValues tradePrice() {
        return tradePrice;
    }

    public DecimalValues tradeQuantity() {
        return tradeQuantity;
    }

    public WordValues tradeSide() {
        return tradeSide;
    }

    public LevelValues bids() {
        return bids;
    }

    public LevelValues asks() {
        return asks;
    }

    public FlagValues isSnapshot() {
        return isSnapshot;
    }

    public WordValues kind() {
        return kind;
    }

    public WordValues deltaSide() {
        return deltaSide;
    }

    public DecimalValues deltaPrice() {
        return deltaPrice;
    }

    public DecimalValues deltaQuantity() {
        return deltaQuantity;
    }

    public FlagValues lastInMessage() {
        return lastInMessage;
    }

    public WordValues state() {
        return state;
    }

    public NumberValues certifiedBids() {
        return certifiedBids;
    }

    public NumberValues certifiedAsks() {
        return certifiedAsks;
    }

    /** What is certified where the version does not tell. */
    public NumberValues coveredBids() {
        return coveredBids;
    }

    /** What is certified where the version does not tell. */
    public NumberValues coveredAsks() {
        return coveredAsks;
    }
}
