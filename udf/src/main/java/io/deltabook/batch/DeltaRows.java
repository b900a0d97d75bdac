// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import java.util.Arrays;

/**
 * Consecutive delta rows of a file, as columns that a {@link DeltaBatch} copies from. A column is
 * null if the file lacks it; absent values are {@link Missing#ID} or {@link Missing#TIME}.
 *
 * @param firstRow 0-based file row of the columns' first value
 * @param eventTime ns
 * @param arrivalTime ns
 * @param updateId final id of the message
 * @param firstId first id (U)
 * @param previousId previous id (pu)
 * @param snapshot 1 for a row of a full snapshot, else 0
 * @param side code of the {@link Side}; any number for a row to be rejected
 * @param price scaled, or a token of the batch's pool; any number for a row to be rejected
 * @param quantity like the price
 */
public record DeltaRows(
        long firstRow,
        long[] eventTime,
        long[] arrivalTime,
        long[] updateId,
        long[] firstId,
        long[] previousId,
        long[] snapshot,
        long[] side,
        long[] price,
        long[] quantity) {

    /** Appends rows {@code start … end − 1} to a batch that has room for them. */
    void copyTo(DeltaBatch batch, int start, int end) {
        int at = batch.size;
        int count = end - start;
        copy(eventTime, start, batch.eventTime, at, count);
        copy(arrivalTime, start, batch.arrivalTime, at, count);
        copy(updateId, start, batch.updateId, at, count);
        copy(firstId, start, batch.firstId, at, count);
        copy(previousId, start, batch.previousId, at, count);
        copy(price, start, batch.price, at, count);
        copy(quantity, start, batch.quantity, at, count);
        RowFlags.ofDeltas(snapshot, side, start, batch.flags, at, count);
        long[] fileRow = batch.fileRow;
        for (int i = 0; i < count; i++) {
            fileRow[at + i] = firstRow + start + i;
        }
    }

    private static void copy(long[] from, int start, long[] to, int at, int count) {
        if (from == null) {
            Arrays.fill(to, at, at + count, Missing.ID);
        } else {
            System.arraycopy(from, start, to, at, count);
        }
    }
}
