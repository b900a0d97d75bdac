// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;
import java.util.Arrays;

/**
 * The usable rows of one update that the venue published, with the ids and the time of its first
 * usable row. Mutable and reused: the message being assembled of a lane.
 */
final class Message {
    static final long NO_BOOK_ROW = -1;

    private static final int INITIAL_CAPACITY = 64;

    boolean open;
    boolean snapshot;

    /** Row of the book table that the levels come from, {@link #NO_BOOK_ROW} for deltas. */
    long bookRow = NO_BOOK_ROW;

    long id = Missing.ID;
    long firstId = Missing.ID;
    long previousId = Missing.ID;
    long keyTime = Missing.TIME;
    long time = Missing.TIME;
    int rejectedRows;

    /** A row without a readable id was rejected inside, right before or right behind the run. */
    boolean lostRow;

    /** The newest row of the lane is such a row: it may be the first of the next message. */
    boolean lostLast;

    int rowCount;

    /** Place of the first row in the arrays, which may be those of a batch: then only read. */
    int start;

    int size;
    long[] price;
    long[] quantity;

    /** The rows' sides, by {@link SideBit}; other bits mean nothing here. */
    byte[] flags;

    Message() {
        this(INITIAL_CAPACITY);
    }

    Message(int capacity) {
        price = new long[capacity];
        quantity = new long[capacity];
        flags = new byte[capacity];
    }

    /** Starts a new message; its key is set, ids and time follow with the first usable row. */
    void begin(boolean isSnapshot, long updateId, long groupTime) {
        open = true;
        snapshot = isSnapshot;
        bookRow = NO_BOOK_ROW;
        id = updateId;
        keyTime = groupTime;
        firstId = Missing.ID;
        previousId = Missing.ID;
        time = Missing.TIME;
        rejectedRows = 0;
        lostRow = lostLast;
        start = 0;
        size = 0;
    }

    /** Takes the rows of a batch from one row up to another as those of the message. */
    void view(DeltaBatch batch, int from, int to) {
        price = batch.prices();
        quantity = batch.quantities();
        flags = batch.flags();
        start = from;
        size = to - from;
    }

    /** Starts the message that one row of the book table is. */
    void beginBook(long row, long updateId, long nanos) {
        begin(true, updateId, Missing.TIME);
        bookRow = row;
        lostRow = false;
        time = nanos;
    }

    boolean isBook() {
        return bookRow != NO_BOOK_ROW;
    }

    /** Ids and time are those of the first usable row; until it comes, of the first row. */
    void identify(long first, long previous, long nanos) {
        firstId = first;
        previousId = previous;
        time = nanos;
    }

    void clear() {
        open = false;
        lostRow = false;
        size = 0;
    }

    void add(int rowFlags, long rowPrice, long rowQuantity) {
        if (size == price.length) {
            grow();
        }
        flags[size] = (byte) (rowFlags & SideBit.ASK);
        price[size] = rowPrice;
        quantity[size] = rowQuantity;
        size++;
    }

    private void grow() {
        int capacity = Math.max(INITIAL_CAPACITY, Math.multiplyExact(size, 2));
        price = Arrays.copyOf(price, capacity);
        quantity = Arrays.copyOf(quantity, capacity);
        flags = Arrays.copyOf(flags, capacity);
    }

    Side side(int row) {
        return SideBit.sideOf(flags[start + row]);
    }

    long price(int row) {
        return price[start + row];
    }

    long quantity(int row) {
        return quantity[start + row];
    }

    /** Whether a row names that price on that side. */
    boolean names(Side wantedSide, long wantedPrice) {
        int bit = SideBit.of(wantedSide);
        for (int row = start; row < start + size; row++) {
            if (price[row] == wantedPrice && (flags[row] & SideBit.ASK) == bit) {
                return true;
            }
        }
        return false;
    }

    /**
     * Keeps one copy where the rows are one block repeated.
     *
     * @return how many further copies there were
     */
    int dropRepeatedBlocks() {
        for (int period = 1; period <= size / 2; period++) {
            if (sameRow(0, period) && size % period == 0 && repeatsEvery(period)) {
                int copies = size / period;
                size = period;
                return copies - 1;
            }
        }
        return 0;
    }

    private boolean repeatsEvery(int period) {
        for (int row = period; row < size; row++) {
            if (!sameRow(row - period, row)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameRow(int one, int other) {
        int first = start + one;
        int second = start + other;
        return price[first] == price[second]
                && quantity[first] == quantity[second]
                && ((flags[first] ^ flags[second]) & SideBit.ASK) == 0;
    }

    /** An independent copy for the ring; without its rows where they are never applied again. */
    Message copy(boolean withRows) {
        int kept = withRows ? size : 0;
        Message copy = new Message(kept);
        copy.open = open;
        copy.snapshot = snapshot;
        copy.bookRow = bookRow;
        copy.id = id;
        copy.firstId = firstId;
        copy.previousId = previousId;
        copy.keyTime = keyTime;
        copy.time = time;
        copy.rejectedRows = rejectedRows;
        copy.lostRow = lostRow;
        copy.rowCount = size;
        copy.size = kept;
        System.arraycopy(price, start, copy.price, 0, kept);
        System.arraycopy(quantity, start, copy.quantity, 0, kept);
        System.arraycopy(flags, start, copy.flags, 0, kept);
        return copy;
    }
}
