// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.Type;

/** Provides row values for one column of a Parquet file. */
public interface WrittenColumn {
    /** The column for a new file, which all present values fit. */
    Type type();

    /** Writes rows {@code from … to − 1} to the column last returned by {@link #type}. */
    void write(ColumnWriter column, int from, int to);
}
