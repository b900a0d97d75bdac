// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.event.EventSchema;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;

/** One DECIMAL(38,18) leaf of a list of levels: the values of all rows of a chunk, back to back. */
final class ListedDecimals {
    /** Values after which a chunk ends; snapshots of whole books are large. */
    static final int MANY = 1 << 18;

    private static final int IN_LIST = 2;
    private static final int EMPTY_LIST = 1;

    private final ColumnDescriptor descriptor;
    private final int[] starts = new int[EventValues.MOST_ROWS + 1];
    private final boolean[] isNull = new boolean[EventValues.MOST_ROWS];
    private long[] high = new long[1_024];
    private long[] low = new long[1_024];
    private ColumnReader reader;
    private long valuesLeft;

    ListedDecimals(String list, String leaf) {
        descriptor =
                EventSchema.MESSAGE.getColumnDescription(
                        new String[] {list, "list", "element", leaf});
    }

    boolean isNull(int row) {
        return isNull[row];
    }

    int count(int row) {
        return starts[row + 1] - starts[row];
    }

    long high(int row, int index) {
        return high[starts[row] + index];
    }

    long low(int row, int index) {
        return low[starts[row] + index];
    }

    boolean hasShapeOf(ListedDecimals other, int rows) {
        return Arrays.equals(starts, 0, rows + 1, other.starts, 0, rows + 1)
                && Arrays.equals(isNull, 0, rows, other.isNull, 0, rows);
    }

    void begin(ColumnReadStore rowGroup) {
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
    int read(int mostRows, int enough) {
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
                    store(values++);
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

    private void store(int at) {
        if (at == high.length) {
            high = Arrays.copyOf(high, at * 2);
            low = Arrays.copyOf(low, at * 2);
        }
        ByteBuffer bytes = reader.getBinary().toByteBuffer();
        int position = bytes.position();
        high[at] = bytes.getLong(position);
        low[at] = bytes.getLong(position + Long.BYTES);
    }
}
