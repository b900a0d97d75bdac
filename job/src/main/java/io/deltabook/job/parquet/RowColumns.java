// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.batch.DeltaBatch;
import java.util.List;

/** The columns of a chunk of a table's rows, and how one row of them goes into a batch. */
interface RowColumns {
    /** The columns to fill with the chunk's rows. */
    List<ChunkColumn> columns();

    /**
     * Appends a row of the chunk, as usable or as rejected.
     *
     * @param fileRow its row in the file
     */
    void append(int row, long fileRow, DeltaBatch batch);

    /** The columns of a file's table. */
    static RowColumns of(DeltaColumnBinding binding, int capacity) {
        return switch (binding.dialect().table()) {
            case DELTAS -> new DeltaColumns(binding, capacity);
            case TRADES -> new TradeColumns(binding, capacity);
            case BOOK -> new BookColumns(binding, capacity);
        };
    }
}
