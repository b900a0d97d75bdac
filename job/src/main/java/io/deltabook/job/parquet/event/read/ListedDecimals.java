// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.ColumnReader;

/** The prices or quantities of a list of levels, DECIMAL(38,18). */
final class ListedDecimals extends ListedValues {
    private long[] high = new long[1_024];
    private long[] low = new long[1_024];

    ListedDecimals(String list, String leaf) {
        super(list, leaf);
    }

    long high(int row, int index) {
        return high[at(row, index)];
    }

    long low(int row, int index) {
        return low[at(row, index)];
    }

    @Override
    void store(ColumnReader from, int at) {
        if (at == high.length) {
            high = Arrays.copyOf(high, at * 2);
            low = Arrays.copyOf(low, at * 2);
        }
        ByteBuffer bytes = from.getBinary().toByteBuffer();
        int position = bytes.position();
        high[at] = bytes.getLong(position);
        low[at] = bytes.getLong(position + Long.BYTES);
    }
}
