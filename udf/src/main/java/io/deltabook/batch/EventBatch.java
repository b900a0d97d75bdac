// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.number.WideDecimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Consecutive output events of one lane, all of one UTC hour, as primitive columns. Row i has
 * {@code event_seq} {@link #firstSeq()} + i. Prices and quantities are integers at the lane's
 * scales. A batch is not changed after it was passed on; {@link EventBatchCodec} reads and writes
 * its columns.
 */
public final class EventBatch implements HourBatch<EventBatch> {
    private static final int STATE_MASK = 0x03;
    private static final int TYPE_SHIFT = 2;
    private static final int TYPE_MASK = 0x03;
    private static final int LAST_BIT = 0x10;
    private static final int NO_SIDE_BIT = 0x40;

    /** Approximate size of an empty batch's objects and arrays, bytes. */
    private static final long FIXED_BYTES = 256;

    private static final long ROW_BYTES = 5 * Long.BYTES + 1;
    private static final long SNAPSHOT_BYTES = 128;
    private static final long LEVEL_BYTES = 2 * Long.BYTES;
    private static final long POOLED_BYTES = 160;

    private final Lane lane;
    private final long hour;
    private final long firstSeq;
    private final WideDecimals pool;
    int size;
    long[] timestamp;
    long[] arrival;
    long[] id;
    byte[] flags;
    long[] price;
    long[] quantity;
    private final List<Snapshot> snapshots = new ArrayList<>();

    /**
     * The values of a BOOK_SNAPSHOT row besides the common columns.
     *
     * @param row row in the batch
     * @param kind why it was written
     * @param certifiedBids listed bids that are provably exact, from the best
     * @param certifiedAsks listed asks that are provably exact, from the best
     * @param coveredBids listed bids inside the horizon: exact if no message was lost
     * @param coveredAsks listed asks inside the horizon
     * @param bidPrices best first
     * @param bidQuantities in the order of the prices
     * @param askPrices best first
     * @param askQuantities in the order of the prices
     */
    public record Snapshot(
            int row,
            SnapshotKind kind,
            int certifiedBids,
            int certifiedAsks,
            int coveredBids,
            int coveredAsks,
            long[] bidPrices,
            long[] bidQuantities,
            long[] askPrices,
            long[] askQuantities) {
        private long levels() {
            return (long) bidPrices.length + askPrices.length;
        }

        private Snapshot in(WideDecimals from, WideDecimals to) {
            return new Snapshot(
                    row,
                    kind,
                    certifiedBids,
                    certifiedAsks,
                    coveredBids,
                    coveredAsks,
                    copy(bidPrices, from, to),
                    copy(bidQuantities, from, to),
                    copy(askPrices, from, to),
                    copy(askQuantities, from, to));
        }

        private static long[] copy(long[] tokens, WideDecimals from, WideDecimals to) {
            long[] copy = new long[tokens.length];
            WideDecimals.copy(from, tokens, 0, tokens.length, to, copy, 0);
            return copy;
        }
    }

    public EventBatch(Lane lane, long hour, long firstSeq, int capacity) {
        this(lane, hour, firstSeq, capacity, lane.newPool());
    }

    /**
     * @param pool the pool whose tokens the prices and quantities are, null if they are plain
     *     numbers
     */
    public EventBatch(Lane lane, long hour, long firstSeq, int capacity, WideDecimals pool) {
        this.pool = pool;
        this.lane = Objects.requireNonNull(lane, "lane");
        this.hour = hour;
        this.firstSeq = firstSeq;
        timestamp = new long[capacity];
        arrival = new long[capacity];
        id = new long[capacity];
        flags = new byte[capacity];
        price = new long[capacity];
        quantity = new long[capacity];
    }

    /**
     * Appends a BOOK_DELTA; a quantity of 0 removes the level.
     *
     * @param arrivalNanos {@link Missing#TIME} if unknown
     */
    public void appendDelta(
            long nanos,
            long arrivalNanos,
            BookState state,
            long updateId,
            Side side,
            long scaledPrice,
            long scaledQuantity,
            boolean lastInMessage) {
        int bits = bits(EventType.BOOK_DELTA, state, side) | (lastInMessage ? LAST_BIT : 0);
        add(nanos, arrivalNanos, updateId, bits, scaledPrice, scaledQuantity);
    }

    /**
     * Appends a BOOK_DELTA for each of several rows of one message.
     *
     * @param arrivalNanos {@link Missing#TIME} if unknown
     * @param rowFlags the rows' sides, by {@link SideBit}
     * @param from first row
     * @param count rows
     * @param endsMessage whether the last row is the last of the message
     */
    public void appendDeltas(
            long nanos,
            long arrivalNanos,
            BookState state,
            long updateId,
            long[] prices,
            long[] quantities,
            byte[] rowFlags,
            int from,
            int count,
            boolean endsMessage) {
        int end = size + count;
        if (end > flags.length) {
            grow(Math.max(end, size * 2));
        }
        Arrays.fill(timestamp, size, end, nanos);
        Arrays.fill(arrival, size, end, arrivalNanos);
        Arrays.fill(id, size, end, updateId);
        System.arraycopy(prices, from, price, size, count);
        System.arraycopy(quantities, from, quantity, size, count);
        int common = bits(EventType.BOOK_DELTA, state, Side.BID);
        for (int row = 0; row < count; row++) {
            flags[size + row] = (byte) (common | (rowFlags[from + row] & SideBit.ASK));
        }
        if (endsMessage) {
            flags[end - 1] |= LAST_BIT;
        }
        size = end;
    }

    /**
     * Appends a TRADE.
     *
     * @param arrivalNanos {@link Missing#TIME} if unknown
     * @param side the aggressor's, BID for a buy and ASK for a sell; null if unknown to the venue
     */
    public void appendTrade(
            long nanos,
            long arrivalNanos,
            BookState state,
            long tradeId,
            Side side,
            long scaledPrice,
            long scaledQuantity) {
        int bits = bits(EventType.TRADE, state, side) | (side == null ? NO_SIDE_BIT : 0);
        add(nanos, arrivalNanos, tradeId, bits, scaledPrice, scaledQuantity);
    }

    /**
     * Appends a BOOK_SNAPSHOT; {@code snapshot.row()} must be the row it gets, {@link #size()}.
     *
     * @param arrivalNanos {@link Missing#TIME} if unknown
     */
    public void appendSnapshot(
            long nanos, long arrivalNanos, BookState state, long updateId, Snapshot snapshot) {
        if (snapshot.row() != size) {
            throw new IllegalArgumentException(
                    "snapshot row must be " + size + ", but was " + snapshot.row());
        }
        snapshots.add(snapshot);
        int bits = bits(EventType.BOOK_SNAPSHOT, state, Side.BID);
        add(nanos, arrivalNanos, updateId, bits, 0, 0);
    }

    private static int bits(EventType type, BookState state, Side side) {
        return state.code() | (type.code() << TYPE_SHIFT) | SideBit.of(side);
    }

    private void add(
            long nanos,
            long arrivalNanos,
            long anyId,
            int bits,
            long scaledPrice,
            long scaledQuantity) {
        if (size == flags.length) {
            grow(Math.max(64, size * 2));
        }
        timestamp[size] = nanos;
        arrival[size] = arrivalNanos;
        id[size] = anyId;
        flags[size] = (byte) bits;
        price[size] = scaledPrice;
        quantity[size] = scaledQuantity;
        size++;
    }

    private void grow(int capacity) {
        timestamp = Arrays.copyOf(timestamp, capacity);
        arrival = Arrays.copyOf(arrival, capacity);
        id = Arrays.copyOf(id, capacity);
        flags = Arrays.copyOf(flags, capacity);
        price = Arrays.copyOf(price, capacity);
        quantity = Arrays.copyOf(quantity, capacity);
    }

    @Override
    public EventBatch compact() {
        if (pool == null && flags.length <= size + size / 4) {
            return this;
        }
        EventBatch copy =
                new EventBatch(lane, hour, firstSeq, 0, pool == null ? null : new WideDecimals());
        copy.size = size;
        copy.timestamp = Arrays.copyOf(timestamp, size);
        copy.arrival = Arrays.copyOf(arrival, size);
        copy.id = Arrays.copyOf(id, size);
        copy.flags = Arrays.copyOf(flags, size);
        copy.price = new long[size];
        copy.quantity = new long[size];
        WideDecimals.copy(pool, price, 0, size, copy.pool, copy.price, 0);
        WideDecimals.copy(pool, quantity, 0, size, copy.pool, copy.quantity, 0);
        for (Snapshot snapshot : snapshots) {
            copy.snapshots.add(pool == null ? snapshot : snapshot.in(pool, copy.pool));
        }
        return copy;
    }

    @Override
    public long heapBytes() {
        long bytes = FIXED_BYTES + (long) flags.length * ROW_BYTES;
        for (Snapshot snapshot : snapshots) {
            bytes += SNAPSHOT_BYTES + snapshot.levels() * LEVEL_BYTES;
        }
        return pool == null ? bytes : bytes + pool.size() * POOLED_BYTES;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    /** The pool whose tokens the prices and quantities are; null if they are plain numbers. */
    public WideDecimals pool() {
        return pool;
    }

    @Override
    public long hour() {
        return hour;
    }

    /** {@code event_seq} of row 0. */
    public long firstSeq() {
        return firstSeq;
    }

    public int size() {
        return size;
    }

    /** Event time of row i, epoch ns. */
    public long timestamp(int i) {
        return timestamp[i];
    }

    /** Arrival time of row i, epoch ns; {@link Missing#TIME} if unknown. */
    public long arrival(int i) {
        return arrival[i];
    }

    public EventType type(int i) {
        return EventType.ofCode((flags[i] >> TYPE_SHIFT) & TYPE_MASK);
    }

    public BookState state(int i) {
        return BookState.ofCode(flags[i] & STATE_MASK);
    }

    /** update_id of a delta or snapshot, trade_id of a trade; {@link Missing#ID} when absent. */
    public long id(int i) {
        return id[i];
    }

    /** Side of a delta; of a trade BID = BUY, ASK = SELL, null if unknown to the venue. */
    public Side side(int i) {
        return (flags[i] & NO_SIDE_BIT) != 0 ? null : SideBit.sideOf(flags[i]);
    }

    public boolean lastInMessage(int i) {
        return (flags[i] & LAST_BIT) != 0;
    }

    public long price(int i) {
        return price[i];
    }

    public long quantity(int i) {
        return quantity[i];
    }

    /**
     * The first row after {@code row}, at most {@code end}, that differs in event time; columns are
     * written run by run.
     */
    public int sameTimestampUntil(int row, int end) {
        return runEnd(Arrays.mismatch(timestamp, row, end - 1, timestamp, row + 1, end), row, end);
    }

    /** The first row after {@code row}, at most {@code end}, that differs in arrival time. */
    public int sameArrivalUntil(int row, int end) {
        return runEnd(Arrays.mismatch(arrival, row, end - 1, arrival, row + 1, end), row, end);
    }

    /** The first row after {@code row}, at most {@code end}, that differs in {@link #id}. */
    public int sameIdUntil(int row, int end) {
        return runEnd(Arrays.mismatch(id, row, end - 1, id, row + 1, end), row, end);
    }

    /**
     * The first row after {@code row}, at most {@code end}, that differs in type, state, side or
     * {@link #lastInMessage}.
     */
    public int sameKindUntil(int row, int end) {
        return runEnd(Arrays.mismatch(flags, row, end - 1, flags, row + 1, end), row, end);
    }

    private static int runEnd(int equalSteps, int row, int end) {
        return equalSteps < 0 ? end : row + equalSteps + 1;
    }

    /** Copies the prices of {@code count} rows, starting at {@code row}. */
    public void copyPrices(int row, int count, long[] to, int at) {
        System.arraycopy(price, row, to, at, count);
    }

    /** Copies the quantities of {@code count} rows, starting at {@code row}. */
    public void copyQuantities(int row, int count, long[] to, int at) {
        System.arraycopy(quantity, row, to, at, count);
    }

    /** The snapshots among the rows, in row order. */
    public List<Snapshot> snapshots() {
        return snapshots;
    }
}
