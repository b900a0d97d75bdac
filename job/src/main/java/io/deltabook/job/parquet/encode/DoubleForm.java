// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.Statistics;

/**
 * The nearest doubles of exact numbers.
 *
 * @param exact form of the numbers
 */
public record DoubleForm(DecimalForm exact) implements DecimalForm {
    @Override
    public int length() {
        return Double.BYTES;
    }

    @Override
    public void write(long number, byte[] to, int at) {
        EncodedBytes.LONG.set(to, at, Double.doubleToRawLongBits(nearestDouble(number)));
    }

    @Override
    public void addTo(Statistics<?> statistics, long number) {
        ((DoubleStatistics) statistics).updateStats(nearestDouble(number));
    }

    @Override
    public double nearestDouble(long number) {
        return exact.nearestDouble(number);
    }

    @Override
    public long smallest(long[] numbers, int count) {
        return exact.smallest(numbers, count);
    }

    @Override
    public long largest(long[] numbers, int count) {
        return exact.largest(numbers, count);
    }
}
