// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

/** What the longs of a decimal column stand for. */
public interface DecimalForm {
    /** Writes the 16 bytes of a number. */
    void write(long number, byte[] to, int at);

    /** The smallest of at least one number. */
    long smallest(long[] numbers, int count);

    /** The largest of at least one number. */
    long largest(long[] numbers, int count);
}
