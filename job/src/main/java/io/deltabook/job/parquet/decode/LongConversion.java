// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

/** Turns stored values into those that a column is read for. */
@FunctionalInterface
public interface LongConversion {
    /** Leaves values as they are. */
    LongConversion NONE = (values, from, to) -> {};

    /** Converts the values {@code from … to − 1} in their place. */
    void convert(long[] values, int from, int to);
}
