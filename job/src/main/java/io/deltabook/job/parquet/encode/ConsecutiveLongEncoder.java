// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Encodes numbers that increase by one, except for a step between batches, as DELTA_BINARY_PACKED,
 * computed arithmetically, or as PLAIN if pages must be portable.
 */
public final class ConsecutiveLongEncoder implements ValueEncoder {
    private long[] firsts = new long[4];
    private int[] counts = new int[4];
    private int runs;
    private int total;

    /** Adds {@code first}, first + 1, …. */
    public void add(long first, int count) {
        if (runs > 0 && firsts[runs - 1] + counts[runs - 1] == first) {
            counts[runs - 1] += count;
        } else {
            if (runs == firsts.length) {
                firsts = Arrays.copyOf(firsts, runs * 2);
                counts = Arrays.copyOf(counts, runs * 2);
            }
            firsts[runs] = first;
            counts[runs++] = count;
        }
        total += count;
    }

    @Override
    public int count() {
        return total;
    }

    @Override
    public Encoding encode(PageBuffers buffers) {
        if (runs == 1 && !buffers.isPortable()) {
            DeltaBinaryPackedEncoder.encodeConsecutive(firsts[0], total, buffers.values);
            return Encoding.DELTA_BINARY_PACKED;
        }
        long[] numbers = buffers.numbers(total);
        int at = 0;
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < counts[run]; i++) {
                numbers[at++] = firsts[run] + i;
            }
        }
        return buffers.encode(numbers, total);
    }

    @Override
    public void addTo(Statistics<?> statistics) {
        long last = firsts[runs - 1] + counts[runs - 1] - 1;
        LongStatistics numbers = (LongStatistics) statistics;
        numbers.updateStats(firsts[0]);
        numbers.updateStats(last);
    }

    @Override
    public void endPage() {
        runs = 0;
        total = 0;
    }

    @Override
    public void endRowGroup() {
        endPage();
    }
}
