// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.event.read.RowChunk;

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
record PeriodRow(
        long fromSeq, long toSeq, long fromNanos, long toNanos, String state, long events) {
    /** A row of the dataset. */
    static PeriodRow of(RowChunk chunk, int row) {
        return new PeriodRow(
                chunk.number(PeriodDataset.FROM_SEQ).valueOr(row, Missing.ID),
                chunk.number(PeriodDataset.TO_SEQ).valueOr(row, Missing.ID),
                chunk.number(PeriodDataset.FROM_TIME).valueOr(row, Missing.TIME),
                chunk.number(PeriodDataset.TO_TIME).valueOr(row, Missing.TIME),
                chunk.word(PeriodDataset.BOOK_STATE).text(row),
                chunk.number(PeriodDataset.EVENTS).valueOr(row, Missing.ID));
    }

    @Override
    public String toString() {
        return "event_seq %d to %d, %d to %d ns, %s, %d events"
                .formatted(fromSeq, toSeq, fromNanos, toNanos, state, events);
    }
}
