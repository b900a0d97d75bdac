// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.Statistics;

/** Encodes the rare INT32 values of book snapshots as PLAIN. */
public final class IntEncoder implements ValueEncoder {
    private int[] values = new int[16];
    private int count;

    public void add(int value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Encoding encode(PageBuffers buffers) {
        for (int i = 0; i < count; i++) {
            buffers.values.addInt(values[i]);
        }
        return Encoding.PLAIN;
    }

    @Override
    public void addTo(Statistics<?> statistics) {
        for (int i = 0; i < count; i++) {
            ((IntStatistics) statistics).updateStats(values[i]);
        }
    }

    @Override
    public void endPage() {
        count = 0;
    }

    @Override
    public void endRowGroup() {
        count = 0;
    }
}
