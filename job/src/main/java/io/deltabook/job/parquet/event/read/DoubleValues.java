// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import org.apache.parquet.column.ColumnReader;

/** A DOUBLE column of an events file: the twin of a price or quantity. */
public final class DoubleValues extends FlatValues {
    private final double[] values = new double[MOST_ROWS];

    DoubleValues(String name) {
        super(name);
    }

    /** The value; undefined if it is null. */
    public double value(int row) {
        return values[row];
    }

    @Override
    void store(ColumnReader from, int row) {
        values[row] = from.getDouble();
    }

    @Override
    String presentText(int row) {
        return Double.toString(values[row]);
    }

    @Override
    void presentCanonical(int row, CanonicalBytes to) {
        to.number(Double.doubleToLongBits(values[row]));
    }
}
