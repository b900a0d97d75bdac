// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;
import io.deltabook.number.WideDecimals;
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
    private final RejectedRows rejected = new RejectedRows();

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
        int bits = RowFlags.delta(snapshot, side);
        add(row, event, arrival, id, first, previous, bits, scaledPrice, scaledQuantity);
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
        int bits = RowFlags.rejected(snapshot, reason);
        add(row, event, arrival, id, first, previous, bits, 0, 0);
        rejected.add(new RawRow(size - 1, rawSide, rawPrice, rawQuantity));
    }

    /**
     * Appends rows {@code start … end − 1} of a chunk of deltas as usable ones; for those that are
     * not, {@link #reject} follows before the next rows are appended.
     */
    public void appendDeltas(DeltaRows rows, int start, int end) {
        reserve(end - start);
        rows.copyTo(this, start, end);
        size += end - start;
    }

    /**
     * Marks an appended delta row as one that cannot be used. Rows are marked in their order.
     *
     * @param index row in the batch
     */
    public void reject(
            int index, RejectReason reason, String rawSide, String rawPrice, String rawQuantity) {
        flags[index] = (byte) RowFlags.rejected(isSnapshot(index), reason);
        price[index] = 0;
        quantity[index] = 0;
        rejected.add(new RawRow(index, rawSide, rawPrice, rawQuantity));
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
        add(row, event, arrival, tradeId, RowFlags.trade(side), scaledPrice, scaledQuantity);
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
        add(row, event, arrival, id, RowFlags.level(side), scaledPrice, scaledQuantity);
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
        add(row, event, arrival, id, RowFlags.rejected(table, reason), 0, 0);
        rejected.add(new RawRow(size - 1, rawSide, rawPrice, rawQuantity));
    }

    /** Appends rows {@code start … end − 1} of another batch of the lane, as they are. */
    public void appendRows(DeltaBatch from, int start, int end) {
        int count = end - start;
        reserve(count);
        System.arraycopy(from.fileRow, start, fileRow, size, count);
        System.arraycopy(from.eventTime, start, eventTime, size, count);
        System.arraycopy(from.arrivalTime, start, arrivalTime, size, count);
        System.arraycopy(from.updateId, start, updateId, size, count);
        System.arraycopy(from.firstId, start, firstId, size, count);
        System.arraycopy(from.previousId, start, previousId, size, count);
        System.arraycopy(from.flags, start, flags, size, count);
        WideDecimals.copy(from.pool, from.price, start, count, pool, price, size);
        WideDecimals.copy(from.pool, from.quantity, start, count, pool, quantity, size);
        rejected.appendOf(from.rejected, start, end, size - start);
        size += count;
    }

    /** A row without first and previous id. */
    private void add(
            long row,
            long event,
            long arrival,
            long id,
            int bits,
            long scaledPrice,
            long scaledQuantity) {
        long none = Missing.ID;
        add(row, event, arrival, id, none, none, bits, scaledPrice, scaledQuantity);
    }

    private void add(
            long row,
            long event,
            long arrival,
            long id,
            long first,
            long previous,
            int bits,
            long scaledPrice,
            long scaledQuantity) {
        reserve(1);
        fileRow[size] = row;
        eventTime[size] = event;
        arrivalTime[size] = arrival;
        updateId[size] = id;
        firstId[size] = first;
        previousId[size] = previous;
        flags[size] = (byte) bits;
        price[size] = scaledPrice;
        quantity[size] = scaledQuantity;
        size++;
    }

    private void reserve(int count) {
        if (size + count > flags.length) {
            grow(Math.max(size + count, Math.max(64, size * 2)));
        }
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
        return RowFlags.table(flags[i]);
    }

    public boolean isEndOfLane() {
        return endOfLane;
    }

    /** What is wrong with the file skipped here, else null. */
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
                && RowFlags.isLevel(flags[i])
                && RowFlags.isLevel(flags[i - 1])
                && fileRow[i] == fileRow[i - 1];
    }

    /** Rejected rows in row order. */
    public List<RawRow> rejected() {
        return rejected.rows();
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
        return RowFlags.isSnapshot(flags[i]);
    }

    /** 0 for a usable row, else the code of its {@link RejectReason}. */
    public int rejectCode(int i) {
        return RowFlags.rejectCode(flags[i]);
    }

    public Side side(int i) {
        return RowFlags.side(flags[i]);
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

    /** Flags of the rows, with the side by {@link SideBit}; not to be changed. */
    public byte[] flags() {
        return flags;
    }
}
