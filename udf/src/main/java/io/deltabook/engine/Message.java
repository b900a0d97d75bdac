// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
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
    int size;
    long[] price;
    long[] quantity;
    byte[] side;

    Message() {
        this(INITIAL_CAPACITY);
    }

    Message(int capacity) {
        price = new long[capacity];
        quantity = new long[capacity];
        side = new byte[capacity];
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
        size = 0;
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

    void add(Side rowSide, long rowPrice, long rowQuantity) {
        add(rowSide.code(), rowPrice, rowQuantity);
    }

    void add(byte sideCode, long rowPrice, long rowQuantity) {
        if (size == price.length) {
            int capacity = Math.max(INITIAL_CAPACITY, Math.multiplyExact(size, 2));
            price = Arrays.copyOf(price, capacity);
            quantity = Arrays.copyOf(quantity, capacity);
            side = Arrays.copyOf(side, capacity);
        }
        side[size] = sideCode;
        price[size] = rowPrice;
        quantity[size] = rowQuantity;
        size++;
    }

    Side side(int row) {
        return Side.ofCode(side[row]);
    }

    /** Whether a row names that price on that side. */
    boolean names(Side wantedSide, long wantedPrice) {
        byte code = wantedSide.code();
        for (int row = 0; row < size; row++) {
            if (price[row] == wantedPrice && side[row] == code) {
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
        return price[one] == price[other]
                && quantity[one] == quantity[other]
                && side[one] == side[other];
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
        System.arraycopy(price, 0, copy.price, 0, kept);
        System.arraycopy(quantity, 0, copy.quantity, 0, kept);
        System.arraycopy(side, 0, copy.side, 0, kept);
        return copy;
    }
}
