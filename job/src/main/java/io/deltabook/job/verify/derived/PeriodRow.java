// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.dataset.DatasetRow;
import io.deltabook.job.parquet.dataset.PeriodDataset;

/**
 * A period, as written or as the events show it.
 *
 * @param fromSeq number of its first event
 * @param toSeq number of its last event
 * @param fromNanos time of its first event, ns
 * @param toNanos time of the next period's first event, ns; of its own last event if it is the last
 * @param state state of the book
 * @param events number of its events
 */
public record PeriodRow(
        long fromSeq, long toSeq, long fromNanos, long toNanos, String state, long events) {
    /** A row of the dataset. */
    public static PeriodRow of(DatasetRow row) {
        return new PeriodRow(
                row.number(PeriodDataset.FROM_SEQ, Missing.ID),
                row.number(PeriodDataset.TO_SEQ, Missing.ID),
                row.time(PeriodDataset.FROM_TIME, Missing.TIME),
                row.time(PeriodDataset.TO_TIME, Missing.TIME),
                row.text(PeriodDataset.BOOK_STATE),
                row.number(PeriodDataset.EVENTS, Missing.ID));
    }

    @Override
    public String toString() {
        return "event_seq %d to %d, %d to %d ns, %s, %d events"
                .formatted(fromSeq, toSeq, fromNanos, toNanos, state, events);
    }
}
