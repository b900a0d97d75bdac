// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvLine;

/**
 * One column of the rows of a lane that are not written yet: takes fields of lines, gives values to
 * a Parquet file. Rows are numbered from 0 since the last row group. Used by one thread.
 */
public interface RowColumn extends WrittenColumn {
    /** Has room for rows 0 … {@code rows − 1} from now on, and keeps those that are there. */
    void resize(int rows);

    /**
     * Takes the value of a row: null where the field is empty or cannot be read.
     *
     * @return what is wrong with the field, null for nothing
     */
    BadLine set(CsvLine line, int row);

    /** Takes null for a row. */
    void setNull(int row);

    /** Whether all rows taken now fit into the column that {@link #type} gave last. */
    default boolean fits() {
        return true;
    }

    /** Goes over to the type that holds every value, where {@link #fits} may be false. */
    default void widen() {}

    /** Forgets all rows. */
    default void clear() {}
}
