// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;

/** One leaf of a list of levels: the values of all rows of a chunk, back to back. */
abstract class ListedValues {
    /** Values after which a chunk ends; snapshots of whole books are large. */
    static final int MANY = 1 << 18;

    private static final int IN_LIST = 2;
    private static final int EMPTY_LIST = 1;

    private final ColumnDescriptor descriptor;
    private final int[] starts = new int[EventValues.MOST_ROWS + 1];
    private final boolean[] isNull = new boolean[EventValues.MOST_ROWS];
    private ColumnReader reader;
    private long valuesLeft;

    ListedValues(String list, String leaf) {
        descriptor =
                EventValues.WHOLE.getColumnDescription(
                        new String[] {list, "list", "element", leaf});
    }

    final boolean isNull(int row) {
        return isNull[row];
    }

    final int count(int row) {
        return starts[row + 1] - starts[row];
    }

    /** Position of a value of a row among those of the chunk. */
    final int at(int row, int index) {
        return starts[row] + index;
    }

    final boolean hasShapeOf(ListedValues other, int rows) {
        return Arrays.equals(starts, 0, rows + 1, other.starts, 0, rows + 1)
                && Arrays.equals(isNull, 0, rows, other.isNull, 0, rows);
    }

    final void begin(ColumnReadStore rowGroup) {
        reader = rowGroup.getColumnReader(descriptor);
        valuesLeft = reader.getTotalValueCount();
    }

    /**
     * Reads the next rows.
     *
     * @param mostRows maximum rows to read
     * @param enough values after which no further row is started
     * @return rows read
     */
    final int read(int mostRows, int enough) {
        int values = 0;
        int row = 0;
        while (row < mostRows && valuesLeft > 0 && values < enough) {
            starts[row] = values;
            int definition = reader.getCurrentDefinitionLevel();
            isNull[row] = definition < EMPTY_LIST;
            if (definition < IN_LIST) {
                consume();
            } else {
                do {
                    store(reader, values++);
                    consume();
                } while (valuesLeft > 0 && reader.getCurrentRepetitionLevel() > 0);
            }
            row++;
        }
        starts[row] = values;
        return row;
    }

    private void consume() {
        reader.consume();
        valuesLeft--;
    }

    /** Stores the reader's current value. */
    abstract void store(ColumnReader from, int at);
}
