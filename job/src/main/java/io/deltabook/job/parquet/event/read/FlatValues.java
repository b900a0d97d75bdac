// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;

/** A column with at most one value per row. */
abstract class FlatValues extends EventValues {
    private final ColumnDescriptor descriptor;
    private final int definedLevel;
    private final boolean[] isNull = new boolean[MOST_ROWS];
    private ColumnReader reader;

    FlatValues(String name) {
        super(name);
        descriptor = WHOLE.getColumnDescription(new String[] {name});
        definedLevel = descriptor.getMaxDefinitionLevel();
    }

    /** Makes all values null, for a column that the file does not have. */
    final void absent() {
        Arrays.fill(isNull, true);
    }

    @Override
    public final boolean isNull(int row) {
        return isNull[row];
    }

    @Override
    public final String text(int row) {
        return isNull[row] ? "null" : presentText(row);
    }

    @Override
    public final void canonical(int row, CanonicalBytes to) {
        if (isNull[row]) {
            to.absent();
        } else {
            to.present();
            presentCanonical(row, to);
        }
    }

    @Override
    final void begin(ColumnReadStore rowGroup) {
        reader = rowGroup.getColumnReader(descriptor);
    }

    @Override
    final void read(int rows) {
        ColumnReader from = reader;
        for (int row = 0; row < rows; row++) {
            boolean absent = from.getCurrentDefinitionLevel() < definedLevel;
            isNull[row] = absent;
            if (!absent) {
                store(from, row);
            }
            from.consume();
        }
    }

    abstract void store(ColumnReader from, int row);

    abstract String presentText(int row);

    abstract void presentCanonical(int row, CanonicalBytes to);
}
