// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.Type;

/** Values of rows for one column of a Parquet file. */
public interface WrittenColumn {
    /** The column of a new file, into which all values there are now fit. */
    Type type();

    /** Writes rows {@code from … to − 1} into the column that {@link #type} gave last. */
    void write(ColumnWriter column, int from, int to);
}
