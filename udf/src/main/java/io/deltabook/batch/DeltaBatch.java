// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;
import java.util.List;
import java.util.Objects;

/**
 * Rows of one lane in the order of the contract, as primitive columns; the stream element from the
 * source to the book operator. Most rows are deltas, with trades and levels of wide book snapshots
 * merged in among them. Unusable rows keep their place, marked with the reason, because they still
 * belong to their message. The rows of each table come from one file. A batch is not changed after
 * it was passed on; {@link DeltaBatchCodec} reads and writes its columns.
 */
public final class DeltaBatch extends DeltaBatchRows {
    /** Maximum rows that a source puts into one batch. */
    public static final int MAX_ROWS = 10_000;

    private final Lane lane;
    private final String[] files = new String[InputTable.values().length];
    private final boolean endOfLane;
    private final String problem;
    private final WideDecimals pool;
    private final RawRows rejected = new RawRows();
    private final RawRows timeless = new RawRows();

    /**
     * The values of a row as found, for the rejects dataset.
     *
     * @param index row in the batch
     */
    public record RawRow(int index, String side, String price, String quantity) {}

    public DeltaBatch(Lane lane, String file, int capacity) {
        this(lane, file, capacity, false, null);
    }

    DeltaBatch(Lane lane, String file, int capacity, boolean endOfLane, String problem) {
        super(capacity);
        this.lane = Objects.requireNonNull(lane, "lane");
        files[InputTable.DELTAS.code()] = Objects.requireNonNull(file, "file");
        this.endOfLane = endOfLane;
        this.problem = problem;
        pool = lane.newPool();
    }

    /** The empty batch that marks the end of a lane. */
    public static DeltaBatch endOfLane(Lane lane) {
        return new DeltaBatch(lane, "", 0, true, null);
    }

    /**
     * The empty batch that marks where a bad file, or the rest of one, was skipped.
     *
     * @param table the table whose rows are missing
     * @param problem what is wrong with the file
     */
    public static DeltaBatch badFile(Lane lane, InputTable table, String file, String problem) {
        String deltas = table == InputTable.DELTAS ? file : "";
        DeltaBatch batch =
                new DeltaBatch(lane, deltas, 0, false, Objects.requireNonNull(problem, "problem"));
        batch.file(table, file);
        return batch;
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

    /** Appends an unusable row, with its values as found (null if null). */
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
     * Appends rows {@code start … end − 1} of a chunk of deltas as usable; for those that are not,
     * call {@link #reject} before appending more rows.
     */
    public void appendDeltas(DeltaRows rows, int start, int end) {
        reserve(end - start);
        rows.copyTo(this, start, end);
        size += end - start;
    }

    /**
     * Marks an appended delta row as unusable. Rows are marked in order.
     *
     * @param placed whether its side and price are usable; they are then kept
     * @param raw the row's index in the batch and its values as found
     */
    public void reject(RejectReason reason, boolean placed, RawRow raw) {
        int index = raw.index();
        if (placed) {
            flags[index] = (byte) RowFlags.placed(isSnapshot(index), side(index), reason);
        } else {
            flags[index] = (byte) RowFlags.rejected(isSnapshot(index), reason);
            price[index] = 0;
        }
        quantity[index] = 0;
        rejected.add(raw);
    }

    /**
     * Marks an appended delta row as unusable, although its side and price are readable.
     *
     * @param place its price, in the form of the batch's prices; if it has no such form, the next
     *     worse price
     * @param raw the row's index in the batch and its values as found
     */
    public void rejectAt(RejectReason reason, long place, RawRow raw) {
        price[raw.index()] = place;
        reject(reason, true, raw);
    }

    /**
     * Marks an appended delta row as one that carries only its ids.
     *
     * @param index row in the batch
     */
    public void idOnly(int index) {
        flags[index] = (byte) RowFlags.idOnly(isSnapshot(index));
        price[index] = 0;
        quantity[index] = 0;
    }

    /**
     * Keeps the values as found of a usable row without any time, in case it is rejected later.
     * Rows are kept in order.
     */
    public void keepRaw(RawRow raw) {
        timeless.add(raw);
    }

    /** Sets the file of the batch's trades or book snapshots. */
    public void file(InputTable table, String name) {
        files[table.code()] = Objects.requireNonNull(name, "name");
    }

    /**
     * Appends a trade.
     *
     * @param row 0-based row in its file
     * @param tradeId {@link Missing#ID} if there is none that is an int64
     * @param side the aggressor's: BID for a buy, ASK for a sell, null if unknown to the venue
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
     * Appends one level of a wide book snapshot; all levels of a file row are consecutive in one
     * batch. A row without any level is one level of quantity 0.
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

    /** Appends an unusable row of the trades or book table. */
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

    /** Appends rows {@code start … end − 1} of another batch of the lane, unchanged. */
    public void appendRows(DeltaBatch from, int start, int end) {
        appendColumns(from, start, end, from.pool, pool);
        int moved = size - end;
        rejected.appendOf(from.rejected, start, end, moved);
        timeless.appendOf(from.timeless, start, end, moved);
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

    public Lane lane() {
        return lane;
    }

    /** The pool whose tokens the prices and quantities are; null if they are plain numbers. */
    public WideDecimals pool() {
        return pool;
    }

    /** The file the deltas come from, as planned; empty for the end of a lane. */
    public String file() {
        return files[InputTable.DELTAS.code()];
    }

    /** The file the rows of a table come from, as planned; null if there are none. */
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

    /** What is wrong with the file skipped here; null otherwise. */
    public String problem() {
        return problem;
    }

    /** Rows of the input: a row of book snapshots is one, however many levels it has. */
    public int inputRows() {
        int rows = size;
        for (int i = 1; i < size && files[InputTable.BOOK.code()] != null; i++) {
            rows -= isFurtherLevel(i) ? 1 : 0;
        }
        return rows;
    }

    /** Whether a level continues the book snapshot row of the previous level. */
    public boolean isFurtherLevel(int i) {
        return i > 0
                && RowFlags.isLevel(flags[i])
                && RowFlags.isLevel(flags[i - 1])
                && fileRow[i] == fileRow[i - 1];
    }

    /** The table of the file skipped here. */
    public InputTable problemTable() {
        for (InputTable table : InputTable.values()) {
            if (table != InputTable.DELTAS && file(table) != null) {
                return table;
            }
        }
        return InputTable.DELTAS;
    }

    /** Rejected rows in row order. */
    public List<RawRow> rejected() {
        return rejected.rows();
    }

    /** The kept values of a usable row without any time, null if none were kept. */
    public RawRow raw(int i) {
        return timeless.at(i);
    }

    List<RawRow> timeless() {
        return timeless.rows();
    }

    /** Whether a delta row is marked as part of a full snapshot. */
    public boolean isSnapshot(int i) {
        return RowFlags.isSnapshot(flags[i]);
    }

    /** 0 for a usable row, else the code of its {@link RejectReason}. */
    public int rejectCode(int i) {
        return RowFlags.rejectCode(flags[i]);
    }

    /** Whether a delta row carries only its ids; it is neither usable nor rejected. */
    public boolean isIdOnly(int i) {
        return RowFlags.isIdOnly(flags[i]);
    }

    /** Whether a rejected delta row has a usable side and price. */
    public boolean isPlaced(int i) {
        return RowFlags.isPlaced(flags[i]);
    }

    /** The side, null on a trade whose side is unknown to the venue. */
    public Side side(int i) {
        return RowFlags.side(flags[i]);
    }
}
