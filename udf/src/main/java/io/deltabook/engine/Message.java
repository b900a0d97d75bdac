// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;
import io.deltabook.number.WideDecimals;
import java.util.Arrays;

/**
 * The usable rows of one update published by the venue, with the ids and times of its first usable
 * row. Mutable and reused: the message of a lane that is being assembled.
 */
final class Message {
    static final long NO_BOOK_ROW = -1;

    static final int NOT_JOINED = -1;

    private static final int INITIAL_CAPACITY = 64;

    boolean open;
    boolean snapshot;

    /** Row of the book table with the levels, {@link #NO_BOOK_ROW} for deltas. */
    long bookRow = NO_BOOK_ROW;

    long id = Missing.ID;
    long firstId = Missing.ID;
    long previousId = Missing.ID;
    long keyTime = Missing.TIME;
    long time = Missing.TIME;
    long arrival = Missing.TIME;
    int rejectedRows;
    int idOnlyRows;

    /** The side or the price of a rejected row is unreadable, or rows of the message are lost. */
    boolean unreadable;

    /**
     * The damage of its rejected rows, and of those without a readable id inside, directly before
     * or directly after it.
     */
    final Damage damage = new Damage();

    /**
     * The damage of the lane's newest rows without a readable id: they may belong to the next
     * message.
     */
    final Damage trailing = new Damage();

    /** Places of its rejected rows, if it may be a snapshot. */
    final RejectedPlaces rejectedPlaces = new RejectedPlaces();

    int rowCount;

    /**
     * First row of a snapshot's other side that came with the next time; {@link #NOT_JOINED} if all
     * rows have the same time.
     */
    int joinedAt = NOT_JOINED;

    /** Ids and times of that row. */
    long joinedFirstId;

    long joinedPreviousId;
    long joinedTime;
    long joinedArrival;

    /**
     * Index of the first row in the arrays, which may be those of a batch and are then read-only.
     */
    int start;

    int size;
    long[] price;
    long[] quantity;

    /** The rows' sides, by {@link SideBit}; other bits are ignored here. */
    byte[] flags;

    Message() {
        this(INITIAL_CAPACITY);
    }

    Message(int capacity) {
        price = new long[capacity];
        quantity = new long[capacity];
        flags = new byte[capacity];
    }

    /**
     * Starts a new message and sets its key; ids and time follow with the first usable row.
     *
     * @param pool the lane's pool
     */
    void begin(boolean isSnapshot, long updateId, long groupTime, WideDecimals pool) {
        open = true;
        snapshot = isSnapshot;
        bookRow = NO_BOOK_ROW;
        id = updateId;
        keyTime = groupTime;
        firstId = Missing.ID;
        previousId = Missing.ID;
        time = Missing.TIME;
        arrival = Missing.TIME;
        rejectedRows = 0;
        idOnlyRows = 0;
        unreadable = false;
        joinedAt = NOT_JOINED;
        damage.clear();
        rejectedPlaces.clear();
        if (!trailing.isNone()) {
            damage.addAll(trailing, pool);
        }
        start = 0;
        size = 0;
    }

    /** Uses a range of a batch's rows as those of the message. */
    void view(DeltaBatch batch, int from, int to) {
        price = batch.prices();
        quantity = batch.quantities();
        flags = batch.flags();
        start = from;
        size = to - from;
    }

    /** Starts the message of one row of the book table. */
    void beginBook(long row, long updateId, long nanos, long arrivalNanos) {
        begin(true, updateId, Missing.TIME, null);
        bookRow = row;
        damage.clear();
        time = nanos;
        arrival = arrivalNanos;
    }

    boolean isBook() {
        return bookRow != NO_BOOK_ROW;
    }

    /** Ids and times are those of the first usable row; until then, of the first row. */
    void identify(long first, long previous, long nanos, long arrivalNanos) {
        firstId = first;
        previousId = previous;
        time = nanos;
        arrival = arrivalNanos;
    }

    void clear() {
        open = false;
        damage.clear();
        size = 0;
    }

    /** Input rows so far. */
    int rows() {
        return size + rejectedRows + idOnlyRows;
    }

    /** Whether there are usable rows so far and all are of one side. */
    boolean isOneSided() {
        for (int row = 1; row < size; row++) {
            if (side(row) != side(0)) {
                return false;
            }
        }
        return size > 0;
    }

    boolean isJoined() {
        return joinedAt != NOT_JOINED;
    }

    /** The other side of the snapshot starts, with its own time. */
    void join(long groupTime) {
        joinedAt = size;
        keyTime = groupTime;
    }

    void identifyJoined(long first, long previous, long nanos, long arrivalNanos) {
        joinedFirstId = first;
        joinedPreviousId = previous;
        joinedTime = nanos;
        joinedArrival = arrivalNanos;
    }

    /** The snapshot before its supposed other side, which belongs to another snapshot. */
    Message unjoined(WideDecimals pool) {
        Message first = copy(true, pool);
        first.size = joinedAt;
        first.joinedAt = NOT_JOINED;
        return first;
    }

    /** Keeps only the rows with the next time: a separate snapshot. */
    void dropUnjoined() {
        size -= joinedAt;
        System.arraycopy(price, joinedAt, price, 0, size);
        System.arraycopy(quantity, joinedAt, quantity, 0, size);
        System.arraycopy(flags, joinedAt, flags, 0, size);
        joinedAt = NOT_JOINED;
        identify(joinedFirstId, joinedPreviousId, joinedTime, joinedArrival);
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

    /** Prepends the rows of another message. */
    void addFirst(Message other) {
        int here = size;
        long[] prices = price;
        long[] quantities = quantity;
        byte[] sides = flags;
        price = other.price;
        quantity = other.quantity;
        flags = other.flags;
        size = other.size;
        for (int row = 0; row < here; row++) {
            add(sides[row], prices[row], quantities[row]);
        }
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

    /** Whether any row has that price on that side. */
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
     * Keeps one copy if the rows are one block repeated.
     *
     * @return number of removed copies
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

    /**
     * An independent copy for the ring; without its rows if they are never applied again.
     *
     * @param pool the lane's pool
     */
    Message copy(boolean withRows, WideDecimals pool) {
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
        copy.arrival = arrival;
        copy.rejectedRows = rejectedRows;
        copy.idOnlyRows = idOnlyRows;
        copy.unreadable = unreadable;
        copy.damage.addAll(damage, pool);
        copy.rejectedPlaces.addAll(rejectedPlaces);
        copy.joinedAt = joinedAt;
        copy.rowCount = size;
        copy.size = kept;
        System.arraycopy(price, start, copy.price, 0, kept);
        System.arraycopy(quantity, start, copy.quantity, 0, kept);
        System.arraycopy(flags, start, copy.flags, 0, kept);
        return copy;
    }
}
