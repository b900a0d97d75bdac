// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Delta rows of one lane in capture order, as primitive columns; the element that travels from the
 * source to the book. Rows that cannot be used stay in their place, marked with the reason, because
 * they still belong to their message. All rows come from one file. A batch is not changed after it
 * was handed on; {@link DeltaBatchCodec} reads and writes its columns.
 */
public final class DeltaBatch {
    /** Most rows a source puts into one batch. */
    public static final int MAX_ROWS = 10_000;

    private static final int SNAPSHOT_BIT = 0x40;
    private static final int SIDE_BIT = 0x20;
    private static final int REASON_MASK = 0x1F;

    private final Lane lane;
    private final String file;
    private final boolean endOfLane;
    private final String problem;
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
        this.file = Objects.requireNonNull(file, "file");
        this.endOfLane = endOfLane;
        this.problem = problem;
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

    /** The file all rows come from, as planned; empty for the end of a lane. */
    public String file() {
        return file;
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

    public boolean isSnapshot(int i) {
        return (flags[i] & SNAPSHOT_BIT) != 0;
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
