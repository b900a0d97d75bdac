// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import org.apache.parquet.column.statistics.Statistics;

/** The representation of a column's numbers, which are longs here, and their form in the file. */
public interface DecimalForm {
    /** Bytes of a number in the file. */
    int length();

    /** Writes the bytes of a number. */
    void write(long number, byte[] to, int at);

    /** Adds a number to the statistics of a page. */
    void addTo(Statistics<?> statistics, long number);

    /** The nearest double of a number. */
    double nearestDouble(long number);

    /** The smallest of at least one number. */
    long smallest(long[] numbers, int count);

    /** The largest of at least one number. */
    long largest(long[] numbers, int count);
}
