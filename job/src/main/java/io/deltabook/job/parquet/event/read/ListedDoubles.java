// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import java.util.Arrays;
import org.apache.parquet.column.ColumnReader;

/** The DOUBLE twins of the prices or quantities of a list of levels. */
final class ListedDoubles extends ListedValues {
    private double[] values = new double[1_024];

    ListedDoubles(String list, String leaf) {
        super(list, leaf);
    }

    double value(int row, int index) {
        return values[at(row, index)];
    }

    @Override
    void store(ColumnReader from, int at) {
        if (at == values.length) {
            values = Arrays.copyOf(values, at * 2);
        }
        values[at] = from.getDouble();
    }
}
