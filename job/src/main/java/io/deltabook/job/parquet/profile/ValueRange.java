// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

/**
 * The minimum and maximum of some values.
 *
 * @param min the minimum
 * @param max the maximum
 */
public record ValueRange(long min, long max) {
    /** The union of both ranges; null means no values. */
    public static ValueRange union(ValueRange one, ValueRange other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new ValueRange(Math.min(one.min, other.min), Math.max(one.max, other.max));
    }

    static ValueRange with(ValueRange range, long value) {
        return union(range, new ValueRange(value, value));
    }
}
