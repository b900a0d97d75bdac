// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.encode.BooleanEncoder;
import io.deltabook.job.parquet.encode.ConsecutiveLongEncoder;
import io.deltabook.job.parquet.encode.DecimalEncoder;
import io.deltabook.job.parquet.encode.DecimalForm;
import io.deltabook.job.parquet.encode.EnumEncoder;
import io.deltabook.job.parquet.encode.IntEncoder;
import io.deltabook.job.parquet.encode.LongEncoder;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.encode.PooledForm;
import io.deltabook.job.parquet.encode.ScaledForm;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.number.Decimal128Bytes;
import io.deltabook.number.WideDecimals;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.page.PageWriteStore;

/**
 * The columns of the row group being written. Rows are taken from a batch run by run, collected in
 * primitive arrays and encoded page by page.
 */
final class EventColumns {
    /** Maximum rows of a page, and levels after which a page of book snapshots ends. */
    static final int PAGE_ROWS = 1 << 16;

    /** Rows after which a new row group starts even if the columns take no bytes. */
    private static final long MOST_ROWS = 1 << 24;

    private static final int BUY = 0;
    private static final int SELL = 1;

    private final FlatColumn<ConsecutiveLongEncoder> seq =
            new FlatColumn<>(EventSchema.EVENT_SEQ, new ConsecutiveLongEncoder());
    private final FlatColumn<LongEncoder> timestamp =
            new FlatColumn<>(EventSchema.EVENT_TIMESTAMP, new LongEncoder());
    private final FlatColumn<EnumEncoder> type =
            new FlatColumn<>(EventSchema.EVENT_TYPE, EnumEncoder.of(EventType.class));
    private final FlatColumn<LongEncoder> updateId =
            new FlatColumn<>(EventSchema.UPDATE_ID, new LongEncoder());
    private final FlatColumn<LongEncoder> tradeId =
            new FlatColumn<>(EventSchema.TRADE_ID, new LongEncoder());
    private final FlatColumn<DecimalEncoder> tradePrice =
            new FlatColumn<>(EventSchema.TRADE_PRICE, new DecimalEncoder());
    private final FlatColumn<DecimalEncoder> tradeQuantity =
            new FlatColumn<>(EventSchema.TRADE_QUANTITY, new DecimalEncoder());
    private final FlatColumn<EnumEncoder> tradeSide =
            new FlatColumn<>(EventSchema.TRADE_SIDE, EnumEncoder.of("BUY", "SELL"));
    private final LevelsColumn bids = new LevelsColumn(EventSchema.BIDS);
    private final LevelsColumn asks = new LevelsColumn(EventSchema.ASKS);
    private final FlatColumn<BooleanEncoder> isSnapshot =
            new FlatColumn<>(EventSchema.IS_SNAPSHOT, new BooleanEncoder());
    private final FlatColumn<EnumEncoder> snapshotKind =
            new FlatColumn<>(EventSchema.SNAPSHOT_KIND, EnumEncoder.of(SnapshotKind.class));
    private final FlatColumn<EnumEncoder> deltaSide =
            new FlatColumn<>(EventSchema.DELTA_SIDE, EnumEncoder.of(Side.class));
    private final FlatColumn<DecimalEncoder> deltaPrice =
            new FlatColumn<>(EventSchema.DELTA_PRICE, new DecimalEncoder());
    private final FlatColumn<DecimalEncoder> deltaQuantity =
            new FlatColumn<>(EventSchema.DELTA_QUANTITY, new DecimalEncoder());
    private final FlatColumn<BooleanEncoder> lastInMessage =
            new FlatColumn<>(EventSchema.LAST_IN_MESSAGE, new BooleanEncoder());
    private final FlatColumn<EnumEncoder> state =
            new FlatColumn<>(EventSchema.BOOK_STATE, EnumEncoder.of(BookState.class));
    private final FlatColumn<IntEncoder> certifiedBids =
            new FlatColumn<>(EventSchema.CERTIFIED_BIDS, new IntEncoder());
    private final FlatColumn<IntEncoder> certifiedAsks =
            new FlatColumn<>(EventSchema.CERTIFIED_ASKS, new IntEncoder());
    private final FlatColumn<IntEncoder> coveredBids =
            new FlatColumn<>(EventSchema.COVERED_BIDS, new IntEncoder());
    private final FlatColumn<IntEncoder> coveredAsks =
            new FlatColumn<>(EventSchema.COVERED_ASKS, new IntEncoder());

    private final List<EventColumn> ofTrades =
            List.of(tradeId, tradePrice, tradeQuantity, tradeSide);
    private final List<EventColumn> ofSnapshots;
    private final List<EventColumn> ofDeltas =
            List.of(deltaSide, deltaPrice, deltaQuantity, lastInMessage);
    private final List<EventColumn> all;
    private final boolean hasCovered;
    private final PageBuffers buffers;
    private PooledForm pooled;
    private int rowsOfPage;
    private long rows;

    /**
     * @param schemaVersion version of the columns
     */
    EventColumns(int schemaVersion, PageBuffers buffers) {
        this.buffers = buffers;
        hasCovered = EventSchema.has(schemaVersion, EventSchema.COVERED_BIDS);
        ofSnapshots =
                columnsOf(
                        schemaVersion,
                        bids,
                        asks,
                        isSnapshot,
                        snapshotKind,
                        certifiedBids,
                        certifiedAsks,
                        coveredBids,
                        coveredAsks);
        all =
                columnsOf(
                        schemaVersion,
                        seq,
                        timestamp,
                        type,
                        updateId,
                        tradeId,
                        tradePrice,
                        tradeQuantity,
                        tradeSide,
                        bids,
                        asks,
                        isSnapshot,
                        snapshotKind,
                        deltaSide,
                        deltaPrice,
                        deltaQuantity,
                        lastInMessage,
                        state,
                        certifiedBids,
                        certifiedAsks,
                        coveredBids,
                        coveredAsks);
    }

    private static List<EventColumn> columnsOf(int schemaVersion, EventColumn... columns) {
        return Arrays.stream(columns)
                .filter(column -> EventSchema.has(schemaVersion, column.name()))
                .toList();
    }

    /** Starts a row group for a lane's numbers. */
    void beginRowGroup(PageWriteStore store, Lane lane) {
        pooled = lane.strategy() == DecimalStrategy.DECIMAL128 ? new PooledForm() : null;
        DecimalForm price = form(lane.priceScale());
        DecimalForm quantity = form(lane.quantityScale());
        for (DecimalEncoder prices :
                List.of(tradePrice.values(), deltaPrice.values(), bids.prices(), asks.prices())) {
            prices.begin(price);
        }
        for (DecimalEncoder quantities :
                List.of(
                        tradeQuantity.values(),
                        deltaQuantity.values(),
                        bids.quantities(),
                        asks.quantities())) {
            quantities.begin(quantity);
        }
        all.forEach(column -> column.beginRowGroup(store));
        rowsOfPage = 0;
        rows = 0;
    }

    private DecimalForm form(int scale) {
        return pooled != null ? pooled : new ScaledForm(Decimal128Bytes.factor(scale));
    }

    /** Rows that still fit into the page. */
    int roomOfPage() {
        return PAGE_ROWS - rowsOfPage;
    }

    /** Whether all rows so far are encoded. */
    boolean isPageEmpty() {
        return rowsOfPage == 0;
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
            times.add(batch.timestamp(row), end - row);
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
            if (batch.id(row) == Missing.ID) {
                column.addNulls(end - row);
            } else {
                column.add(end - row).add(batch.id(row), end - row);
            }
            row = end;
        }
    }

    private void addPrices(
            FlatColumn<DecimalEncoder> column, EventBatch batch, int from, int count) {
        DecimalEncoder to = column.add(count);
        int at = to.add(count);
        batch.copyPrices(from, count, to.numbers(), at);
        adopt(batch, to, at, count);
    }

    private void addQuantities(
            FlatColumn<DecimalEncoder> column, EventBatch batch, int from, int count) {
        DecimalEncoder to = column.add(count);
        int at = to.add(count);
        batch.copyQuantities(from, count, to.numbers(), at);
        adopt(batch, to, at, count);
    }

    private void adopt(EventBatch batch, DecimalEncoder numbers, int at, int count) {
        WideDecimals pool = batch.pool();
        if (pool != null) {
            pooled.adopt(pool, numbers.numbers(), at, count);
        }
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
        if (hasCovered) {
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
            column.endPage(buffers);
        }
    }

    private void addLevels(DecimalEncoder to, EventBatch batch, long[] numbers) {
        int at = to.add(numbers.length);
        System.arraycopy(numbers, 0, to.numbers(), at, numbers.length);
        adopt(batch, to, at, numbers.length);
    }

    private void endRows(EventBatch batch, int from, int count) throws IOException {
        seq.add(count).add(batch.firstSeq() + from, count);
        rows += count;
        rowsOfPage += count;
        if (rowsOfPage >= PAGE_ROWS) {
            endPages();
        }
    }

    /** Encodes the collected rows. */
    void endPages() throws IOException {
        for (EventColumn column : all) {
            column.endPage(buffers);
        }
        rowsOfPage = 0;
    }

    /** Encodes the last pages and the dictionaries. */
    void endRowGroup() throws IOException {
        for (EventColumn column : all) {
            column.endRowGroup(buffers);
        }
        pooled = null;
    }

    /**
     * Whether the row group has enough rows, or the next page would be better off with new
     * dictionaries: prices and quantities recur among nearby rows, but not from hour to hour.
     */
    boolean isUsedUp() {
        return isPageEmpty()
                && (rows >= MOST_ROWS
                        || deltaPrice.values().isUsedUp()
                        || deltaQuantity.values().isUsedUp());
    }

    /** Rows of the row group. */
    long rows() {
        return rows;
    }

    /** Bytes of the pages written, the uncompressed dictionaries and the pool. */
    long bytes() {
        long bytes = pooled == null ? 0 : pooled.bytes();
        for (EventColumn column : all) {
            bytes += column.bytes();
        }
        return bytes;
    }
}
