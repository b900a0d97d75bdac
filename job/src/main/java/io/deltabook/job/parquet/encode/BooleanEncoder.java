// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.Statistics;

/** Encodes BOOLEAN as RLE: runs and packed bits. */
public final class BooleanEncoder implements ValueEncoder {
    private final LongRuns runs = new LongRuns();

    public void add(boolean value, int count) {
        runs.add(value ? 1 : 0, count);
    }

    @Override
    public int count() {
        return runs.total();
    }

    @Override
    public Encoding encode(PageBuffers buffers) {
        int lengthAt = buffers.values.size;
        buffers.values.addInt(0);
        buffers.hybrid.begin(buffers.values, 1);
        runs.encode(buffers.hybrid);
        buffers.hybrid.end();
        buffers.values.setInt(lengthAt, buffers.values.size - lengthAt - Integer.BYTES);
        return Encoding.RLE;
    }

    @Override
    public void addTo(Statistics<?> statistics) {
        BooleanStatistics flags = (BooleanStatistics) statistics;
        flags.updateStats(runs.value(0) == 1);
        if (runs.size() > 1) {
            flags.updateStats(runs.value(1) == 1);
        }
    }

    @Override
    public void endPage() {
        runs.clear();
    }

    @Override
    public void endRowGroup() {
        runs.clear();
    }
}
