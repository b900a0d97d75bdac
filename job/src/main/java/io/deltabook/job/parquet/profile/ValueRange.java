// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

/**
 * The minimum and maximum of some values.
 *
 * @param least the minimum
 * @param most the maximum
 */
public record ValueRange(long least, long most) {
    /** The union of both ranges; null means no values. */
    public static ValueRange union(ValueRange one, ValueRange other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new ValueRange(Math.min(one.least, other.least), Math.max(one.most, other.most));
    }

    static ValueRange with(ValueRange range, long value) {
        return union(range, new ValueRange(value, value));
    }
}
