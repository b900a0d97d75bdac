// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import org.apache.parquet.column.ColumnReader;

/** A BOOLEAN column of an events file. */
public final class FlagValues extends FlatValues {
    private final boolean[] values = new boolean[MOST_ROWS];

    FlagValues(String name) {
        super(name);
    }

    /** The value; undefined if it is null. */
    public boolean value(int row) {
        return values[row];
    }

    @Override
    void store(ColumnReader from, int row) {
        values[row] = from.getBoolean();
    }

    @Override
    String presentText(int row) {
        return Boolean.toString(values[row]);
    }

    @Override
    void presentCanonical(int row, CanonicalBytes to) {
        to.number(values[row] ? 1 : 0);
    }
}
