// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvLine;

/**
 * One column of a lane's rows that are not written yet: receives fields of lines, and provides
 * values for a Parquet file. Rows are numbered from 0 after each row group. Used by one thread.
 */
public interface RowColumn extends WrittenColumn {
    /** Makes room for rows 0 … {@code rows − 1}, keeping existing ones. */
    void resize(int rows);

    /**
     * Receives the value of a row: null if the field is empty or cannot be read.
     *
     * @return what is wrong with the field, null for nothing
     */
    BadLine set(CsvLine line, int row);

    /** Adds a null. */
    void setNull(int row);

    /** Whether all present rows fit the column last returned by {@link #type}. */
    default boolean fits() {
        return true;
    }

    /** Switches to the type that holds every value, if {@link #fits} may be false. */
    default void widen() {}

    /** Removes all rows. */
    default void clear() {}
}
