// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

/**
 * When a row happened, and its message's id.
 *
 * @param eventNanos event time, epoch ns
 * @param arrivalNanos arrival time, epoch ns; the event time where the output has none
 * @param updateId id of the message or snapshot, {@link #NO_ID} if it has none
 */
public record RowStamp(long eventNanos, long arrivalNanos, long updateId) {
    /** Stands for a row without id. */
    public static final long NO_ID = Long.MIN_VALUE;

    public boolean hasId() {
        return updateId != NO_ID;
    }

    RowStamp withId(long id) {
        return new RowStamp(eventNanos, arrivalNanos, id);
    }
}
