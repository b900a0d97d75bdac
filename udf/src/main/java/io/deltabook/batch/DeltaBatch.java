// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Rows of one lane in the order of the contract, as primitive columns; the element that travels
 * from the source to the book. Most rows are deltas; trades and the levels of wide book snapshots
 * stand among them where they were merged in. Rows that cannot be used stay in their place, marked
 * with the reason, because they still belong to their message. The rows of each table come from one
 * file. A batch is not changed after it was handed on; {@link DeltaBatchCodec} reads and writes its
 * columns.
 */
public final class DeltaBatch {
    /** Most rows a source puts into one batch. */
    public static final int MAX_ROWS = 10_000;

    private static final int KIND_MASK = 0xC0;
    private static final int SNAPSHOT_BIT = 0x40;
    private static final int TRADE_BITS = 0x80;
    private static final int BOOK_BITS = 0xC0;
    private static final int SIDE_BIT = 0x20;
    private static final int REASON_MASK = 0x1F;

    private final Lane lane;
    private final String[] files = new String[InputTable.values().length];
    private final boolean endOfLane;
    private final String problem;
    private final WideDecimals pool;
    int size;
    long[] eventTime;
    long[] arrivalTime;
    long[] updateId;
    long[] firstId;
    long[] previousId;
    byte[] flags;
    long[] price;
    long[] quantity;
    long[] fileRow;
    private final List<RawRow> rejected = new ArrayList<>();

    /**
     * The values of a rejected row as found, for the rejects dataset.
     *
     * @param index row in the batch
     */
    public record RawRow(int index, String side, String price, String quantity) {}

    public DeltaBatch(Lane lane, String file, int capacity) {
        this(lane, file, capacity, false, null);
    }

    DeltaBatch(Lane lane, String file, int capacity, boolean endOfLane, String problem) {
        this.lane = Objects.requireNonNull(lane, "lane");
        files[InputTable.DELTAS.code()] = Objects.requireNonNull(file, "file");
        this.endOfLane = endOfLane;
        this.problem = problem;
        pool = lane.newPool();
        eventTime = new long[capacity];
        arrivalTime = new long[capacity];
        updateId = new long[capacity];
        firstId = new long[capacity];
        previousId = new long[capacity];
        flags = new byte[capacity];
        price = new long[capacity];
        quantity = new long[capacity];
        fileRow = new long[capacity];
    }

    /** The empty batch that says a lane has no more rows. */
    public static DeltaBatch endOfLane(Lane lane) {
        return new DeltaBatch(lane, "", 0, true, null);
    }

    /**
     * The empty batch that stands in a lane where a bad file, or what is left of one, was skipped.
     *
     * @param problem what is wrong with the file
     */
    public static DeltaBatch badFile(Lane lane, String file, String problem) {
        return new DeltaBatch(lane, file, 0, false, Objects.requireNonNull(problem, "problem"));
    }

    /**
     * Appends a usable row.
     *
     * @param row 0-based row in the file
     * @param event event time in ns or {@link Missing#TIME}
     * @param arrival arrival time in ns or {@link Missing#TIME}
     * @param id final id of the message or {@link Missing#ID}
     * @param first first id (U) or {@link Missing#ID}
     * @param previous previous id (pu) or {@link Missing#ID}
     */
    public void append(
            long row,
            long event,
            long arrival,
            long id,
            long first,
            long previous,
            boolean snapshot,
            Side side,
            long scaledPrice,
            long scaledQuantity) {
        int sideBit = side == Side.ASK ? SIDE_BIT : 0;
        add(row, event, arrival, id, first, previous, (snapshot ? SNAPSHOT_BIT : 0) | sideBit);
        price[size - 1] = scaledPrice;
        quantity[size - 1] = scaledQuantity;
    }

    /** Appends a row that cannot be used, with its values as found (null where null). */
    public void appendRejected(
            long row,
            long event,
            long arrival,
            long id,
            long first,
            long previous,
            boolean snapshot,
            RejectReason reason,
            String rawSide,
            String rawPrice,
            String rawQuantity) {
        int bits = (snapshot ? SNAPSHOT_BIT : 0) | reason.code();
        add(row, event, arrival, id, first, previous, bits);
        rejected.add(new RawRow(size - 1, rawSide, rawPrice, rawQuantity));
    }

    /** Names the file that the batch's trades or book snapshots come from. */
    public void file(InputTable table, String name) {
        files[table.code()] = Objects.requireNonNull(name, "name");
    }

    /**
     * Appends a trade.
     *
     * @param row 0-based row in its file
     * @param tradeId {@link Missing#ID} where there is none that is an int64
     * @param side the aggressor's: BID for a buy, ASK for a sell
     */
    public void appendTrade(
            long row,
            long event,
            long arrival,
            long tradeId,
            Side side,
            long scaledPrice,
            long scaledQuantity) {
        int sideBit = side == Side.ASK ? SIDE_BIT : 0;
        add(row, event, arrival, tradeId, Missing.ID, Missing.ID, TRADE_BITS | sideBit);
        price[size - 1] = scaledPrice;
        quantity[size - 1] = scaledQuantity;
    }

    /**
     * Appends one level of a wide book snapshot; all levels of a row of the file stand together in
     * one batch. A row without any level is one level of quantity 0.
     *
     * @param row 0-based row in its file
     * @param id the snapshot's id or {@link Missing#ID}
     */
    public void appendBookLevel(
            long row,
            long event,
            long arrival,
            long id,
            Side side,
            long scaledPrice,
            long scaledQuantity) {
        int sideBit = side == Side.ASK ? SIDE_BIT : 0;
        add(row, event, arrival, id, Missing.ID, Missing.ID, BOOK_BITS | sideBit);
        price[size - 1] = scaledPrice;
        quantity[size - 1] = scaledQuantity;
    }

    /** Appends a row of the trades or book table that cannot be used. */
    public void appendRejected(
            InputTable table,
            long row,
            long event,
            long arrival,
            long id,
            RejectReason reason,
            String rawSide,
            String rawPrice,
            String rawQuantity) {
        int kind =
                table == InputTable.TRADES ? TRADE_BITS : table == InputTable.BOOK ? BOOK_BITS : 0;
        add(row, event, arrival, id, Missing.ID, Missing.ID, kind | reason.code());
        rejected.add(new RawRow(size - 1, rawSide, rawPrice, rawQuantity));
    }

    /** Appends rows {@code start … end − 1} of another batch of the lane, as they are. */
    public void appendRows(DeltaBatch from, int start, int end) {
        int count = end - start;
        if (size + count > flags.length) {
            grow(Math.max(size + count, size * 2));
        }
        System.arraycopy(from.fileRow, start, fileRow, size, count);
        System.arraycopy(from.eventTime, start, eventTime, size, count);
        System.arraycopy(from.arrivalTime, start, arrivalTime, size, count);
        System.arraycopy(from.updateId, start, updateId, size, count);
        System.arraycopy(from.firstId, start, firstId, size, count);
        System.arraycopy(from.previousId, start, previousId, size, count);
        System.arraycopy(from.flags, start, flags, size, count);
        appendNumbers(from, start, count);
        for (int i = from.firstRejected(start); i < from.rejected.size(); i++) {
            RawRow raw = from.rejected.get(i);
            if (raw.index() >= end) {
                break;
            }
            int index = raw.index() - start + size;
            rejected.add(new RawRow(index, raw.side(), raw.price(), raw.quantity()));
        }
        size += count;
    }

    /** Place of the first rejected row at or behind a row. */
    private int firstRejected(int row) {
        int low = 0;
        int high = rejected.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rejected.get(middle).index() < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void appendNumbers(DeltaBatch from, int start, int count) {
        if (pool == null) {
            System.arraycopy(from.price, start, price, size, count);
            System.arraycopy(from.quantity, start, quantity, size, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            price[size + i] = pool.adopt(from.pool, from.price[start + i]);
            quantity[size + i] = pool.adopt(from.pool, from.quantity[start + i]);
        }
    }

    private void add(
            long row, long event, long arrival, long id, long first, long previous, int bits) {
        if (size == flags.length) {
            grow(Math.max(64, size * 2));
        }
        fileRow[size] = row;
        eventTime[size] = event;
        arrivalTime[size] = arrival;
        updateId[size] = id;
        firstId[size] = first;
        previousId[size] = previous;
        flags[size] = (byte) bits;
        size++;
    }

    private void grow(int capacity) {
        eventTime = Arrays.copyOf(eventTime, capacity);
        arrivalTime = Arrays.copyOf(arrivalTime, capacity);
        updateId = Arrays.copyOf(updateId, capacity);
        firstId = Arrays.copyOf(firstId, capacity);
        previousId = Arrays.copyOf(previousId, capacity);
        flags = Arrays.copyOf(flags, capacity);
        price = Arrays.copyOf(price, capacity);
        quantity = Arrays.copyOf(quantity, capacity);
        fileRow = Arrays.copyOf(fileRow, capacity);
    }

    public Lane lane() {
        return lane;
    }

    /** The pool that prices and quantities are tokens of; null where they are the numbers. */
    public WideDecimals pool() {
        return pool;
    }

    /** The file the deltas come from, as planned; empty for the end of a lane. */
    public String file() {
        return files[InputTable.DELTAS.code()];
    }

    /** The file the rows of a table come from, as planned; null where there are none. */
    public String file(InputTable table) {
        return files[table.code()];
    }

    /** The table a row comes from. */
    public InputTable table(int i) {
        int kind = flags[i] & KIND_MASK;
        return kind == TRADE_BITS
                ? InputTable.TRADES
                : kind == BOOK_BITS ? InputTable.BOOK : InputTable.DELTAS;
    }

    public boolean isEndOfLane() {
        return endOfLane;
    }

    /** What is wrong with the file skipped here; null for a batch of rows or the end of a lane. */
    public String problem() {
        return problem;
    }

    public int size() {
        return size;
    }

    /** Rows of the input: a row of book snapshots is one, however many levels it has. */
    public int inputRows() {
        int rows = size;
        for (int i = 1; i < size && files[InputTable.BOOK.code()] != null; i++) {
            rows -= isFurtherLevel(i) ? 1 : 0;
        }
        return rows;
    }

    /** Whether a level goes on with the row of book snapshots that the row before belongs to. */
    public boolean isFurtherLevel(int i) {
        return i > 0
                && (flags[i] & KIND_MASK) == BOOK_BITS
                && (flags[i - 1] & KIND_MASK) == BOOK_BITS
                && fileRow[i] == fileRow[i - 1];
    }

    /** Rejected rows in row order. */
    public List<RawRow> rejected() {
        return rejected;
    }

    public long fileRow(int i) {
        return fileRow[i];
    }

    public long eventTime(int i) {
        return eventTime[i];
    }

    public long arrivalTime(int i) {
        return arrivalTime[i];
    }

    public long updateId(int i) {
        return updateId[i];
    }

    public long firstId(int i) {
        return firstId[i];
    }

    public long previousId(int i) {
        return previousId[i];
    }

    /** Whether a delta row is marked as part of a full snapshot. */
    public boolean isSnapshot(int i) {
        return (flags[i] & KIND_MASK) == SNAPSHOT_BIT;
    }

    /** 0 for a usable row, else the code of its {@link RejectReason}. */
    public int rejectCode(int i) {
        return flags[i] & REASON_MASK;
    }

    public Side side(int i) {
        return (flags[i] & SIDE_BIT) != 0 ? Side.ASK : Side.BID;
    }

    public long price(int i) {
        return price[i];
    }

    public long quantity(int i) {
        return quantity[i];
    }

    /** Prices of rows 0 … size−1; the array itself, not to be changed. */
    public long[] prices() {
        return price;
    }

    /** Quantities of rows 0 … size−1; the array itself, not to be changed. */
    public long[] quantities() {
        return quantity;
    }
}
