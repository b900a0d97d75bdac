// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

/** Converts stored values to those that a column is read as. */
@FunctionalInterface
public interface LongConversion {
    /** Leaves values unchanged. */
    LongConversion NONE = (values, from, to) -> {};

    /** Converts the values {@code from … to − 1} in place. */
    void convert(long[] values, int from, int to);
}
