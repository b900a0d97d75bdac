// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

/** Converts stored byte strings to the numbers that a column is read as. */
@FunctionalInterface
public interface BytesConversion {
    /** Converts the byte strings {@code from … to − 1} to the numbers of the same indexes. */
    void convert(ByteSlices stored, int from, int to, long[] numbers);
}
