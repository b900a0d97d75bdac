// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

/** Turns stored byte strings into the numbers that a column is read for. */
@FunctionalInterface
public interface BytesConversion {
    /** Converts the byte strings {@code from … to − 1} to the numbers of the same indexes. */
    void convert(ByteSlices stored, int from, int to, long[] numbers);
}
