// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.contract.LaneId;
import io.deltabook.statistics.Period;

/** The book states of a lane as intervals, one row each. */
public final class PeriodDataset implements Dataset<Period> {
    public static final String FROM_SEQ = "from_seq";
    public static final String TO_SEQ = "to_seq";
    public static final String FROM_TIME = "from_time";
    public static final String TO_TIME = "to_time";
    public static final String BOOK_STATE = "book_state";
    public static final String CAUSE = "cause";
    public static final String MESSAGES = "messages";
    public static final String EVENTS = "events";
    public static final String GAPS = "gaps";

    private static final long serialVersionUID = 1;

    private static final DatasetColumns<Period> COLUMNS =
            new DatasetColumns<Period>("period")
                    .number(FROM_SEQ, Period::fromSeq)
                    .number(TO_SEQ, Period::toSeq)
                    .optionalTime(FROM_TIME, Period::fromNanos)
                    .optionalTime(TO_TIME, Period::toNanos)
                    .word(BOOK_STATE, period -> period.state().name())
                    .text(CAUSE, Period::cause)
                    .number(MESSAGES, Period::messages)
                    .number(EVENTS, Period::events)
                    .number(GAPS, Period::gaps);

    @Override
    public String folder() {
        return "periods";
    }

    @Override
    public DatasetColumns<Period> columns() {
        return COLUMNS;
    }

    @Override
    public LaneId lane(Period element) {
        return element.lane();
    }
}
