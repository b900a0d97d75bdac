// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import java.util.Arrays;
import org.apache.parquet.column.ColumnWriter;

/** A column whose rows are numbers or nulls. */
abstract class LongRows implements RowColumn {
    private long[] values = {};
    private boolean[] isThere = {};

    @Override
    public final void resize(int rows) {
        values = Arrays.copyOf(values, rows);
        isThere = Arrays.copyOf(isThere, rows);
    }

    final void put(int row, long value) {
        values[row] = value;
        isThere[row] = true;
    }

    @Override
    public final void setNull(int row) {
        isThere[row] = false;
    }

    final boolean isNull(int row) {
        return !isThere[row];
    }

    final long value(int row) {
        return values[row];
    }

    @Override
    public void write(ColumnWriter column, int from, int to) {
        for (int row = from; row < to; row++) {
            if (isThere[row]) {
                column.write(values[row], 0, 1);
            } else {
                column.writeNull(0, 0);
            }
        }
    }
}
