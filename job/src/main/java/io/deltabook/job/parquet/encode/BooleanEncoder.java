// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.Statistics;

/** Encodes BOOLEAN as RLE, runs and packed bits, or as PLAIN bits if pages must be portable. */
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
        if (buffers.isPortable()) {
            plain(buffers.values);
            return Encoding.PLAIN;
        }
        int lengthAt = buffers.values.size;
        buffers.values.addInt(0);
        buffers.hybrid.begin(buffers.values, 1);
        runs.encode(buffers.hybrid);
        buffers.hybrid.end();
        buffers.values.setInt(lengthAt, buffers.values.size - lengthAt - Integer.BYTES);
        return Encoding.RLE;
    }

    private void plain(EncodedBytes to) {
        int bits = 0;
        int count = 0;
        for (int run = 0; run < runs.size(); run++) {
            for (int i = 0; i < runs.count(run); i++) {
                bits |= (int) runs.value(run) << (count & 7);
                if ((++count & 7) == 0) {
                    to.addByte(bits);
                    bits = 0;
                }
            }
        }
        if ((count & 7) != 0) {
            to.addByte(bits);
        }
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
