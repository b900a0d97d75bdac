// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.delta.column.NumberScales;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import java.util.List;

/** The columns of a chunk of a table, and how its rows are appended to batches. */
interface TableColumns {
    /** The columns to fill with the chunk's rows. */
    List<ChunkColumn> columns();

    /**
     * Appends rows {@code from … to − 1} of the chunk, each as usable or as rejected.
     *
     * @param firstRow row in the file of the chunk's first row
     */
    void append(int from, int to, long firstRow, DeltaBatch batch);

    /**
     * The columns of a file's table.
     *
     * @param scales the scales that the lanes of the file have in common
     */
    static TableColumns of(DeltaColumnBinding binding, NumberScales scales, int capacity) {
        return switch (binding.dialect().table()) {
            case DELTAS -> new DeltaColumns(binding, scales, capacity);
            case TRADES -> new TradeColumns(binding, scales, capacity);
            case BOOK -> new BookColumns(binding, scales, capacity);
        };
    }
}
