// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import java.util.Arrays;
import org.apache.parquet.column.ColumnWriter;

/** Numbers or nulls of the rows of one column. */
final class LongCells {
    private long[] values = {};
    private boolean[] isThere = {};

    void resize(int rows) {
        values = Arrays.copyOf(values, rows);
        isThere = Arrays.copyOf(isThere, rows);
    }

    void set(int row, long value) {
        values[row] = value;
        isThere[row] = true;
    }

    void setNull(int row) {
        isThere[row] = false;
    }

    boolean isNull(int row) {
        return !isThere[row];
    }

    long value(int row) {
        return values[row];
    }

    void write(ColumnWriter column, int from, int to) {
        for (int row = from; row < to; row++) {
            if (isThere[row]) {
                column.write(values[row], 0, 1);
            } else {
                column.writeNull(0, 0);
            }
        }
    }
}
