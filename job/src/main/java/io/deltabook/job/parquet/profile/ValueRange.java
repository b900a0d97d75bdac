// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

/**
 * The least and the greatest of some values.
 *
 * @param least the least
 * @param most the greatest
 */
public record ValueRange(long least, long most) {
    /** The range of both; a null one has no values. */
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
