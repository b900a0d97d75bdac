// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.encode.BooleanEncoder;
import io.deltabook.job.parquet.encode.ConsecutiveLongEncoder;
import io.deltabook.job.parquet.encode.DecimalForm;
import io.deltabook.job.parquet.encode.EnumEncoder;
import io.deltabook.job.parquet.encode.IntEncoder;
import io.deltabook.job.parquet.encode.LongEncoder;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.TimestampUnit;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The columns of an events file. Rows are taken from a batch run by run. */
final class EventColumns extends RowGroupColumns {
    private static final int BUY = 0;
    private static final int SELL = 1;

    private final TimestampUnit unit;
    private final FlatColumn<ConsecutiveLongEncoder> seq;
    private final FlatColumn<LongEncoder> timestamp;
    private final FlatColumn<EnumEncoder> type;
    private final FlatColumn<LongEncoder> arrival;
    private final FlatColumn<LongEncoder> updateId;
    private final FlatColumn<LongEncoder> tradeId;
    private final DecimalColumn tradePrice;
    private final DecimalColumn tradeQuantity;
    private final FlatColumn<EnumEncoder> tradeSide;
    private final LevelsColumn bids;
    private final LevelsColumn asks;
    private final FlatColumn<BooleanEncoder> isSnapshot;
    private final FlatColumn<EnumEncoder> snapshotKind;
    private final FlatColumn<EnumEncoder> deltaSide;
    private final DecimalColumn deltaPrice;
    private final DecimalColumn deltaQuantity;
    private final FlatColumn<BooleanEncoder> lastInMessage;
    private final FlatColumn<EnumEncoder> state;
    private final FlatColumn<IntEncoder> certifiedBids;
    private final FlatColumn<IntEncoder> certifiedAsks;
    private final FlatColumn<IntEncoder> coveredBids;
    private final FlatColumn<IntEncoder> coveredAsks;

    private final List<EventColumn> ofTrades;
    private final List<EventColumn> ofSnapshots;
    private final List<EventColumn> ofDeltas;

    /** The columns of a format; those that it does not have are null. */
    EventColumns(EventFormat format, PageBuffers buffers) {
        super(EventSchema.message(format), buffers);
        unit = format.timestamps();
        seq = flat(EventSchema.EVENT_SEQ, new ConsecutiveLongEncoder());
        timestamp = flat(EventSchema.EVENT_TIMESTAMP, new LongEncoder());
        type = flat(EventSchema.EVENT_TYPE, EnumEncoder.of(EventType.class));
        arrival = flat(EventSchema.ARRIVAL_TIMESTAMP, new LongEncoder());
        updateId = flat(EventSchema.UPDATE_ID, new LongEncoder());
        tradeId = flat(EventSchema.TRADE_ID, new LongEncoder());
        tradePrice = decimal(EventSchema.TRADE_PRICE);
        tradeQuantity = decimal(EventSchema.TRADE_QUANTITY);
        tradeSide = flat(EventSchema.TRADE_SIDE, EnumEncoder.of("BUY", "SELL"));
        bids = levels(EventSchema.BIDS);
        asks = levels(EventSchema.ASKS);
        isSnapshot = flat(EventSchema.IS_SNAPSHOT, new BooleanEncoder());
        snapshotKind = flat(EventSchema.SNAPSHOT_KIND, EnumEncoder.of(SnapshotKind.class));
        deltaSide = flat(EventSchema.DELTA_SIDE, EnumEncoder.of(Side.class));
        deltaPrice = decimal(EventSchema.DELTA_PRICE);
        deltaQuantity = decimal(EventSchema.DELTA_QUANTITY);
        lastInMessage = flat(EventSchema.LAST_IN_MESSAGE, new BooleanEncoder());
        state = flat(EventSchema.BOOK_STATE, EnumEncoder.of(BookState.class));
        certifiedBids = flat(EventSchema.CERTIFIED_BIDS, new IntEncoder());
        certifiedAsks = flat(EventSchema.CERTIFIED_ASKS, new IntEncoder());
        coveredBids = flat(EventSchema.COVERED_BIDS, new IntEncoder());
        coveredAsks = flat(EventSchema.COVERED_ASKS, new IntEncoder());
        ofTrades = List.of(tradeId, tradePrice, tradeQuantity, tradeSide);
        ofDeltas = List.of(deltaSide, deltaPrice, deltaQuantity, lastInMessage);
        ofSnapshots =
                present(
                        bids,
                        asks,
                        isSnapshot,
                        snapshotKind,
                        certifiedBids,
                        certifiedAsks,
                        coveredBids,
                        coveredAsks);
    }

    private static List<EventColumn> present(EventColumn... columns) {
        return Arrays.stream(columns).filter(Objects::nonNull).toList();
    }

    @Override
    void begin(DecimalForm price, DecimalForm quantity) {
        List.of(tradePrice, deltaPrice).forEach(column -> column.begin(price));
        List.of(tradeQuantity, deltaQuantity).forEach(column -> column.begin(quantity));
        List.of(bids, asks).forEach(column -> column.begin(price, quantity));
    }

    @Override
    boolean hasFullDictionary() {
        return deltaPrice.isUsedUp() || deltaQuantity.isUsedUp();
    }

    /** Adds at most {@link #roomOfPage()} rows, none of them snapshots. */
    void add(EventBatch batch, int from, int to) throws IOException {
        addTimes(batch, from, to);
        int row = from;
        while (row < to) {
            EventType runType = batch.type(row);
            int end = row;
            while (end < to && batch.type(end) == runType) {
                int kindEnd = batch.sameKindUntil(end, to);
                addKind(batch, runType, end, kindEnd - end);
                end = kindEnd;
            }
            if (runType == EventType.TRADE) {
                addTrades(batch, row, end);
            } else {
                addDeltas(batch, row, end);
            }
            row = end;
        }
        endRows(batch, from, to - from);
    }

    private void addTimes(EventBatch batch, int from, int to) {
        LongEncoder times = timestamp.add(to - from);
        int row = from;
        while (row < to) {
            int end = batch.sameTimestampUntil(row, to);
            times.add(unit.of(batch.timestamp(row)), end - row);
            row = end;
        }
        if (arrival != null) {
            addArrivals(batch, from, to);
        }
    }

    private void addArrivals(EventBatch batch, int from, int to) {
        int row = from;
        while (row < to) {
            int end = batch.sameArrivalUntil(row, to);
            long time = batch.arrival(row);
            addOrNull(arrival, time == Missing.TIME ? time : unit.of(time), end - row);
            row = end;
        }
    }

    /** Adds the values that a run of rows shares. */
    private void addKind(EventBatch batch, EventType runType, int row, int count) {
        type.add(count).add(runType.code(), count);
        state.add(count).add(batch.state(row).code(), count);
        if (runType == EventType.BOOK_DELTA) {
            deltaSide.add(count).add(batch.side(row).code(), count);
            lastInMessage.add(count).add(batch.lastInMessage(row), count);
        } else if (runType == EventType.TRADE) {
            addTradeSide(batch.side(row), count);
        }
    }

    private void addTradeSide(Side side, int count) {
        if (side == null) {
            tradeSide.addNulls(count);
        } else {
            tradeSide.add(count).add(side == Side.BID ? BUY : SELL, count);
        }
    }

    private void addTrades(EventBatch batch, int from, int to) {
        addIds(tradeId, batch, from, to);
        addPrices(tradePrice, batch, from, to - from);
        addQuantities(tradeQuantity, batch, from, to - from);
        updateId.addNulls(to - from);
        addNulls(ofDeltas, to - from);
        addNulls(ofSnapshots, to - from);
    }

    private void addDeltas(EventBatch batch, int from, int to) {
        addIds(updateId, batch, from, to);
        addPrices(deltaPrice, batch, from, to - from);
        addQuantities(deltaQuantity, batch, from, to - from);
        addNulls(ofTrades, to - from);
        addNulls(ofSnapshots, to - from);
    }

    private static void addIds(FlatColumn<LongEncoder> column, EventBatch batch, int from, int to) {
        int row = from;
        while (row < to) {
            int end = batch.sameIdUntil(row, to);
            addOrNull(column, batch.id(row), end - row);
            row = end;
        }
    }

    private void addPrices(DecimalColumn column, EventBatch batch, int from, int count) {
        int at = column.add(count);
        batch.copyPrices(from, count, column.numbers(), at);
        adopt(batch.pool(), column.numbers(), at, count);
    }

    private void addQuantities(DecimalColumn column, EventBatch batch, int from, int count) {
        int at = column.add(count);
        batch.copyQuantities(from, count, column.numbers(), at);
        adopt(batch.pool(), column.numbers(), at, count);
    }

    private static void addNulls(List<EventColumn> columns, int count) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).addNulls(count);
        }
    }

    /** Adds a row that is a snapshot. */
    void add(EventBatch batch, EventBatch.Snapshot snapshot) throws IOException {
        int row = snapshot.row();
        addTimes(batch, row, row + 1);
        addKind(batch, EventType.BOOK_SNAPSHOT, row, 1);
        addIds(updateId, batch, row, row + 1);
        addLevels(bids, batch, snapshot.bidPrices(), snapshot.bidQuantities());
        addLevels(asks, batch, snapshot.askPrices(), snapshot.askQuantities());
        isSnapshot.add(1).add(batch.state(row) == BookState.LIVE, 1);
        snapshotKind.add(1).add(snapshot.kind().code(), 1);
        certifiedBids.add(1).add(snapshot.certifiedBids());
        certifiedAsks.add(1).add(snapshot.certifiedAsks());
        if (coveredBids != null) {
            coveredBids.add(1).add(snapshot.coveredBids());
            coveredAsks.add(1).add(snapshot.coveredAsks());
        }
        addNulls(ofTrades, 1);
        addNulls(ofDeltas, 1);
        endRows(batch, row, 1);
    }

    private void addLevels(LevelsColumn column, EventBatch batch, long[] prices, long[] quantities)
            throws IOException {
        column.addList(prices.length);
        addLevels(column.prices(), batch, prices);
        addLevels(column.quantities(), batch, quantities);
        if (column.count() >= PAGE_ROWS) {
            endPage(column);
        }
    }

    private void addLevels(NumberLeaf to, EventBatch batch, long[] numbers) {
        int at = to.add(numbers.length);
        System.arraycopy(numbers, 0, to.numbers(), at, numbers.length);
        adopt(batch.pool(), to.numbers(), at, numbers.length);
    }

    private void endRows(EventBatch batch, int from, int count) throws IOException {
        seq.add(count).add(batch.firstSeq() + from, count);
        endRows(count);
    }
}
