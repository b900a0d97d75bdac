// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

/** The representation of a decimal column's numbers as longs. */
public interface DecimalForm {
    /** Writes the 16 bytes of a number. */
    void write(long number, byte[] to, int at);

    /** The smallest of at least one number. */
    long smallest(long[] numbers, int count);

    /** The largest of at least one number. */
    long largest(long[] numbers, int count);
}
