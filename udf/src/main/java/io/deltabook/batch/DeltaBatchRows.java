// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.SideBit;
import io.deltabook.number.WideDecimals;
import java.util.Arrays;

/** The columns of a {@link DeltaBatch}, which grow as rows are appended. */
abstract class DeltaBatchRows {
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

    DeltaBatchRows(int capacity) {
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

    final void add(
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

    /** Appends rows {@code start … end − 1} of other columns, converting tokens of their pool. */
    final void appendColumns(
            DeltaBatchRows from, int start, int end, WideDecimals fromPool, WideDecimals pool) {
        int count = end - start;
        reserve(count);
        System.arraycopy(from.fileRow, start, fileRow, size, count);
        System.arraycopy(from.eventTime, start, eventTime, size, count);
        System.arraycopy(from.arrivalTime, start, arrivalTime, size, count);
        System.arraycopy(from.updateId, start, updateId, size, count);
        System.arraycopy(from.firstId, start, firstId, size, count);
        System.arraycopy(from.previousId, start, previousId, size, count);
        System.arraycopy(from.flags, start, flags, size, count);
        WideDecimals.copy(fromPool, from.price, start, count, pool, price, size);
        WideDecimals.copy(fromPool, from.quantity, start, count, pool, quantity, size);
        size += count;
    }

    final void reserve(int count) {
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

    public final int size() {
        return size;
    }

    public final long fileRow(int i) {
        return fileRow[i];
    }

    public final long eventTime(int i) {
        return eventTime[i];
    }

    public final long arrivalTime(int i) {
        return arrivalTime[i];
    }

    public final long updateId(int i) {
        return updateId[i];
    }

    public final long firstId(int i) {
        return firstId[i];
    }

    public final long previousId(int i) {
        return previousId[i];
    }

    public final long price(int i) {
        return price[i];
    }

    public final long quantity(int i) {
        return quantity[i];
    }

    /** Prices of rows 0 … size−1; the array itself, not to be changed. */
    public final long[] prices() {
        return price;
    }

    /** Quantities of rows 0 … size−1; the array itself, not to be changed. */
    public final long[] quantities() {
        return quantity;
    }

    /** Flags of the rows, with the side by {@link SideBit}; not to be changed. */
    public final byte[] flags() {
        return flags;
    }
}
