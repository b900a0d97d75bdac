// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import java.io.Serializable;

/**
 * The units of a table's times that are plain numbers.
 *
 * @param eventNanos nanoseconds per unit of the event time, {@link #BY_DIALECT} for the dialect's
 * @param arrivalNanos nanoseconds per unit of the arrival time, {@link #BY_DIALECT} for the
 *     dialect's
 */
public record TimeUnits(long eventNanos, long arrivalNanos) implements Serializable {
    /** The dialect's own unit. */
    public static final long BY_DIALECT = 0;

    /** The dialect's units. */
    public static final TimeUnits OF_DIALECT = new TimeUnits(BY_DIALECT, BY_DIALECT);

    /** Nanoseconds of s, ms, µs and ns. */
    public static final long[] NANOS = {1_000_000_000, 1_000_000, 1_000, 1};

    private static final String[] WORDS = {"s", "ms", "us", "ns"};

    public TimeUnits {
        require(eventNanos);
        require(arrivalNanos);
    }

    private static void require(long nanos) {
        if (nanos != BY_DIALECT) {
            word(nanos);
        }
    }

    /** Nanoseconds per unit of a time. */
    public long nanos(DeltaField field) {
        return field == DeltaField.ARRIVAL_TIME ? arrivalNanos : eventNanos;
    }

    /** The name of a unit: s, ms, us or ns. */
    public static String word(long nanos) {
        for (int i = 0; i < NANOS.length; i++) {
            if (NANOS[i] == nanos) {
                return WORDS[i];
            }
        }
        throw new IllegalArgumentException("a unit must be one of s to ns, but had ns " + nanos);
    }
}
