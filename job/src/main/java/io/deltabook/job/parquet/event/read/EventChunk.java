// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.io.ParquetDecodingException;

/** Consecutive rows of an events file, by column; rows are numbered from 0. */
public final class EventChunk {
    private final NumberValues seq = NumberValues.int64(EventSchema.EVENT_SEQ);
    private final NumberValues nanos;
    private final NumberValues arrival;
    private final WordValues type = new WordValues(EventSchema.EVENT_TYPE);
    private final NumberValues updateId = NumberValues.int64(EventSchema.UPDATE_ID);
    private final NumberValues tradeId = NumberValues.int64(EventSchema.TRADE_ID);
    private final DecimalValues tradePrice = new DecimalValues(EventSchema.TRADE_PRICE);
    private final DecimalValues tradeQuantity = new DecimalValues(EventSchema.TRADE_QUANTITY);
    private final WordValues tradeSide = new WordValues(EventSchema.TRADE_SIDE);
    private final LevelValues bids;
    private final LevelValues asks;
    private final FlagValues isSnapshot = new FlagValues(EventSchema.IS_SNAPSHOT);
    private final WordValues kind = new WordValues(EventSchema.SNAPSHOT_KIND);
    private final WordValues deltaSide = new WordValues(EventSchema.DELTA_SIDE);
    private final DecimalValues deltaPrice = new DecimalValues(EventSchema.DELTA_PRICE);
    private final DecimalValues deltaQuantity = new DecimalValues(EventSchema.DELTA_QUANTITY);
    private final FlagValues lastInMessage = new FlagValues(EventSchema.LAST_IN_MESSAGE);
    private final WordValues state = new WordValues(EventSchema.BOOK_STATE);
    private final NumberValues certifiedBids = NumberValues.int32(EventSchema.CERTIFIED_BIDS);
    private final NumberValues certifiedAsks = NumberValues.int32(EventSchema.CERTIFIED_ASKS);
    private final NumberValues coveredBids = NumberValues.int32(EventSchema.COVERED_BIDS);
    private final NumberValues coveredAsks = NumberValues.int32(EventSchema.COVERED_ASKS);
    private final EventFormat format;
    private final List<EventValues> columns;
    private final List<Twin> twins;
    private int size;

    EventChunk(EventFormat format) {
        this.format = format;
        nanos = NumberValues.time(EventSchema.EVENT_TIMESTAMP, format.timestamps());
        arrival = NumberValues.time(EventSchema.ARRIVAL_TIMESTAMP, format.timestamps());
        bids = new LevelValues(EventSchema.BIDS, format.doubles());
        asks = new LevelValues(EventSchema.ASKS, format.doubles());
        twins =
                format.doubles()
                        ? Stream.of(tradePrice, tradeQuantity, deltaPrice, deltaQuantity)
                                .map(Twin::of)
                                .toList()
                        : List.of();
        columns =
                Stream.of(
                                seq,
                                nanos,
                                type,
                                arrival,
                                updateId,
                                tradeId,
                                tradePrice,
                                tradeQuantity,
                                tradeSide,
                                bids,
                                asks,
                                isSnapshot,
                                kind,
                                deltaSide,
                                deltaPrice,
                                deltaQuantity,
                                lastInMessage,
                                state,
                                certifiedBids,
                                certifiedAsks,
                                coveredBids,
                                coveredAsks)
                        .filter(column -> EventSchema.has(format.version(), column.name()))
                        .toList();
        if (!columns.contains(arrival)) {
            arrival.absent();
        }
    }

    /** Starts at the first row of a row group. */
    void begin(ColumnReadStore rowGroup) {
        columns.forEach(column -> column.begin(rowGroup));
        twins.forEach(twin -> twin.nearest().begin(rowGroup));
        size = 0;
    }

    /** Reads the next rows of the row group, at least one of those left. */
    void read(long rowsLeft) {
        int most = (int) Math.min(EventValues.MOST_ROWS, rowsLeft);
        size = bids.readSome(most);
        if (size == 0) {
            throw new ParquetDecodingException(
                    EventSchema.BIDS + " must have " + rowsLeft + " rows more, but has none");
        }
        for (EventValues column : columns) {
            if (column != bids) {
                column.read(size);
            }
        }
        for (Twin twin : twins) {
            twin.nearest().read(size);
        }
    }

    public int size() {
        return size;
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
        return twins;
    }

    /** All columns of the version, in the order of its schema, without DOUBLE twins. */
    public List<EventValues> columns() {
        return columns;
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
        return hasCovered() ? coveredBids : certifiedBids;
    }

    /** What is certified where the version does not tell. */
    public NumberValues coveredAsks() {
        return hasCovered() ? coveredAsks : certifiedAsks;
    }
}
