// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.number.WideDecimals;
import java.util.Arrays;
import java.util.Objects;

/**
 * Quotes of one lane, all of one UTC hour, in primitive arrays: the best bid and ask after each
 * message or snapshot that changed their prices, quantities or trust. Prices and quantities are
 * integers at the lane's scales. A batch is not changed after it was passed on; {@link
 * QuoteBatchCodec} reads and writes its arrays.
 */
public final class QuoteBatch implements HourBatch<QuoteBatch> {
    private static final int STATE_MASK = 0x03;
    private static final int CERTIFIED_BIT = 0x04;
    private static final int NO_BID_BIT = 0x08;
    private static final int NO_ASK_BIT = 0x10;

    /** Approximate size of an empty batch's objects and arrays, bytes. */
    private static final long FIXED_BYTES = 256;

    private static final int SEQ = 0;
    private static final int TIMESTAMP = 1;
    private static final int ARRIVAL = 2;
    private static final int ID = 3;
    static final int BID_PRICE = 4;
    static final int BID_QUANTITY = 5;
    static final int ASK_PRICE = 6;
    static final int ASK_QUANTITY = 7;

    /** Longs of a row. */
    static final int CELLS = 8;

    private static final long ROW_BYTES = CELLS * Long.BYTES + 1;
    private static final long POOLED_BYTES = 160;

    private final Lane lane;
    private final long hour;
    private final WideDecimals pool;
    int size;

    /** The longs of all rows, row by row. */
    long[] cells;

    byte[] flags;

    /**
     * The best level of each side.
     *
     * @param hasBid whether there is a bid; without one its price and quantity are 0
     * @param bidPrice at the lane's scale
     * @param bidQuantity at the lane's scale
     * @param hasAsk whether there is an ask; without one its price and quantity are 0
     * @param askPrice at the lane's scale
     * @param askQuantity at the lane's scale
     * @param state state of the book
     * @param certified whether both levels are provably exact
     */
    public record Quote(
            boolean hasBid,
            long bidPrice,
            long bidQuantity,
            boolean hasAsk,
            long askPrice,
            long askQuantity,
            BookState state,
            boolean certified) {
        /** No levels: a book that nothing can be known of. */
        public static final Quote NONE =
                new Quote(false, 0, 0, false, 0, 0, BookState.WAITING, false);

        /** Whether nothing can be known of the book. */
        public boolean isNone() {
            return state == BookState.WAITING;
        }

        private int flags() {
            return state.code()
                    | (certified ? CERTIFIED_BIT : 0)
                    | (hasBid ? 0 : NO_BID_BIT)
                    | (hasAsk ? 0 : NO_ASK_BIT);
        }
    }

    public QuoteBatch(Lane lane, long hour, int capacity) {
        this(lane, hour, capacity, lane.newPool());
    }

    /**
     * @param pool the pool whose tokens the prices and quantities are, null if they are plain
     *     numbers
     */
    public QuoteBatch(Lane lane, long hour, int capacity, WideDecimals pool) {
        this.lane = Objects.requireNonNull(lane, "lane");
        this.hour = hour;
        this.pool = pool;
        cells = new long[CELLS * capacity];
        flags = new byte[capacity];
    }

    /**
     * Appends a quote.
     *
     * @param eventSeq number of the message's last event
     * @param nanos event time
     * @param arrivalNanos {@link Missing#TIME} if unknown
     * @param updateId {@link Missing#ID} if unknown
     */
    public void append(long eventSeq, long nanos, long arrivalNanos, long updateId, Quote quote) {
        if (size == flags.length) {
            int capacity = Math.max(64, size * 2);
            cells = Arrays.copyOf(cells, CELLS * capacity);
            flags = Arrays.copyOf(flags, capacity);
        }
        int at = CELLS * size;
        cells[at + SEQ] = eventSeq;
        cells[at + TIMESTAMP] = nanos;
        cells[at + ARRIVAL] = arrivalNanos;
        cells[at + ID] = updateId;
        cells[at + BID_PRICE] = quote.bidPrice;
        cells[at + BID_QUANTITY] = quote.bidQuantity;
        cells[at + ASK_PRICE] = quote.askPrice;
        cells[at + ASK_QUANTITY] = quote.askQuantity;
        flags[size++] = (byte) quote.flags();
    }

    @Override
    public QuoteBatch compact() {
        if (pool == null && flags.length <= size + size / 4) {
            return this;
        }
        QuoteBatch copy = new QuoteBatch(lane, hour, 0, pool == null ? null : new WideDecimals());
        copy.size = size;
        copy.cells = Arrays.copyOf(cells, CELLS * size);
        copy.flags = Arrays.copyOf(flags, size);
        for (int at = 0; pool != null && at < copy.cells.length; at += CELLS) {
            int from = at + BID_PRICE;
            WideDecimals.copy(pool, cells, from, CELLS - BID_PRICE, copy.pool, copy.cells, from);
        }
        return copy;
    }

    @Override
    public long heapBytes() {
        long bytes = FIXED_BYTES + (long) flags.length * ROW_BYTES;
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

    public int size() {
        return size;
    }

    /** {@code event_seq} of the last event of the row's message. */
    public long seq(int i) {
        return cells[CELLS * i + SEQ];
    }

    /** Event time, epoch ns. */
    public long timestamp(int i) {
        return cells[CELLS * i + TIMESTAMP];
    }

    /** Arrival time, epoch ns; {@link Missing#TIME} if unknown. */
    public long arrival(int i) {
        return cells[CELLS * i + ARRIVAL];
    }

    /** {@link Missing#ID} if unknown. */
    public long id(int i) {
        return cells[CELLS * i + ID];
    }

    public BookState state(int i) {
        return BookState.ofCode(flags[i] & STATE_MASK);
    }

    /** Whether the best level of both sides is provably exact. */
    public boolean certified(int i) {
        return (flags[i] & CERTIFIED_BIT) != 0;
    }

    public boolean hasBid(int i) {
        return (flags[i] & NO_BID_BIT) == 0;
    }

    public boolean hasAsk(int i) {
        return (flags[i] & NO_ASK_BIT) == 0;
    }

    /** Undefined without a bid. */
    public long bidPrice(int i) {
        return cells[CELLS * i + BID_PRICE];
    }

    /** Undefined without a bid. */
    public long bidQuantity(int i) {
        return cells[CELLS * i + BID_QUANTITY];
    }

    /** Undefined without an ask. */
    public long askPrice(int i) {
        return cells[CELLS * i + ASK_PRICE];
    }

    /** Undefined without an ask. */
    public long askQuantity(int i) {
        return cells[CELLS * i + ASK_QUANTITY];
    }
}
