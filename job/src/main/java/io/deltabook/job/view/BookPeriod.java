// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.dataset.ParquetRows;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time in which a book was in one state.
 *
 * @param fromNanos its begin, epoch ns
 * @param toNanos its end, epoch ns
 * @param state the state
 * @param cause the kind of incident that began it, null at the begin of the lane
 * @param gaps gaps in it
 */
record BookPeriod(long fromNanos, long toNanos, BookState state, String cause, long gaps) {
    /** The committed periods of a lane in order; a running lane's newest is not among them. */
    static List<BookPeriod> of(OutputListing listing, LaneId lane) throws IOException {
        List<BookPeriod> periods = new ArrayList<>();
        for (Path file : listing.files(new PeriodDataset().folder(), lane)) {
            ParquetRows.forEach(
                    file,
                    row -> {
                        long from = row.time(PeriodDataset.FROM_TIME, Long.MIN_VALUE);
                        long to = row.time(PeriodDataset.TO_TIME, Long.MIN_VALUE);
                        if (from != Long.MIN_VALUE && to >= from) {
                            periods.add(
                                    new BookPeriod(
                                            from,
                                            to,
                                            BookState.valueOf(row.text(PeriodDataset.BOOK_STATE)),
                                            row.textOr(PeriodDataset.CAUSE, null),
                                            row.number(PeriodDataset.GAPS, 0)));
                        }
                    });
        }
        periods.sort(Comparator.comparingLong(BookPeriod::fromNanos));
        return periods;
    }

    /** Length of its part in a span, ns. */
    long nanosIn(long from, long to) {
        return Math.max(0, Math.min(to, toNanos) - Math.max(from, fromNanos));
    }
}
