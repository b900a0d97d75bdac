// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.EventClock;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SideBit;

/**
 * Which delta rows of a lane belong to one message: consecutive rows with the same snapshot mark,
 * the same id and, if the mode's ids cannot tell messages apart, the same time.
 */
public final class MessageKeys {
    private final boolean idsRequired;
    private final boolean timeInKey;

    public MessageKeys(SequenceMode mode) {
        idsRequired = mode != SequenceMode.NONE;
        timeInKey = mode == SequenceMode.MONOTONIC || mode == SequenceMode.NONE;
    }

    /** False for a row that belongs to no message and ends none. */
    public boolean isKeyed(DeltaBatch batch, int row) {
        return batch.rejectCode(row) == RejectReason.USABLE
                || batch.updateId(row) != Missing.ID
                || (!idsRequired && groupTime(batch, row) != Missing.TIME);
    }

    /** The time in a row's key; {@link Missing#TIME} if the mode does not use it. */
    public long time(DeltaBatch batch, int row) {
        return timeInKey ? groupTime(batch, row) : Missing.TIME;
    }

    /** Whether a keyed row continues the message of a key. */
    public boolean isSame(DeltaBatch batch, int row, boolean snapshot, long id, long time) {
        return batch.isSnapshot(row) == snapshot
                && batch.updateId(row) == id
                && time(batch, row) == time;
    }

    /** Whether the time is part of the key, so that the sides of a snapshot may differ in time. */
    public boolean isTimed() {
        return timeInKey;
    }

    /**
     * Whether a row after the rows of a snapshot differs from them only in time, so that it may
     * belong to the other side.
     */
    public boolean isNextTime(DeltaBatch batch, int row, long id) {
        return timeInKey && batch.isSnapshot(row) && batch.updateId(row) == id;
    }

    /** Whether a row is a usable delta. */
    public static boolean isUsableDelta(DeltaBatch batch, int row) {
        return RowFlags.isUsableDelta(batch.flags[row]);
    }

    /**
     * The end of the run of usable delta rows with the same key that starts at a row.
     *
     * @return index of the first row after the run
     */
    public int runEnd(DeltaBatch batch, int start) {
        byte[] flags = batch.flags;
        long[] ids = batch.updateId;
        int kind = flags[start] & ~SideBit.ASK;
        long id = ids[start];
        int size = batch.size;
        int end = start + 1;
        if (!timeInKey) {
            while (end < size && ids[end] == id && (flags[end] & ~SideBit.ASK) == kind) {
                end++;
            }
            return end;
        }
        boolean snapshot = batch.isSnapshot(start);
        long time = groupTime(batch, start);
        while (end < size
                && (flags[end] & ~SideBit.ASK) == kind
                && isSame(batch, end, snapshot, id, time)) {
            end++;
        }
        return end;
    }

    /** A row's time on a clock, or the other time if that one is missing. */
    public static long timeOf(DeltaBatch batch, int row, EventClock clock) {
        boolean arrivalFirst = clock == EventClock.ARRIVAL;
        long first = arrivalFirst ? batch.arrivalTime(row) : batch.eventTime(row);
        if (first != Missing.TIME) {
            return first;
        }
        return arrivalFirst ? batch.eventTime(row) : batch.arrivalTime(row);
    }

    /** The arrival time; without ids and arrival time the event time tells messages apart. */
    private static long groupTime(DeltaBatch batch, int row) {
        long arrival = batch.arrivalTime(row);
        boolean byEventTime = arrival == Missing.TIME && batch.updateId(row) == Missing.ID;
        return byEventTime ? batch.eventTime(row) : arrival;
    }
}
