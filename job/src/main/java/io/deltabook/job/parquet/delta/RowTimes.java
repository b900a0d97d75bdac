// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.delta.column.TimeColumn;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import java.util.ArrayList;
import java.util.List;

/** Event and arrival times of the rows of a chunk. */
final class RowTimes {
    private final TimeColumn event;
    private final TimeColumn arrival;

    RowTimes(DeltaColumnBinding binding, int capacity) {
        event = column(binding, DeltaField.EVENT_TIME, capacity);
        arrival = column(binding, DeltaField.ARRIVAL_TIME, capacity);
    }

    private static TimeColumn column(DeltaColumnBinding binding, DeltaField field, int capacity) {
        return binding.has(field)
                ? new TimeColumn(binding.column(field), binding.plainUnit(field), capacity)
                : null;
    }

    List<ChunkColumn> columns() {
        List<ChunkColumn> columns = new ArrayList<>();
        if (event != null) {
            columns.add(event);
        }
        if (arrival != null) {
            columns.add(arrival);
        }
        return columns;
    }

    /** Event time in ns or {@link Missing#TIME}. */
    long event(int row) {
        return event == null ? Missing.TIME : event.nanos(row);
    }

    /** Arrival time in ns or {@link Missing#TIME}. */
    long arrival(int row) {
        return arrival == null ? Missing.TIME : arrival.nanos(row);
    }
}
