// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** The unit of the timestamps in the output's files. */
public enum TimestampUnit {
    NANOS(TimeUnit.NANOS, 1),
    /** For readers without nanoseconds, such as Spark. */
    MICROS(TimeUnit.MICROS, 1_000);

    private final TimeUnit type;
    private final long nanos;

    TimestampUnit(TimeUnit type, long nanos) {
        this.type = type;
        this.nanos = nanos;
    }

    /** The unit of a column of timestamps; NANOS for one of another type. */
    public static TimestampUnit of(Type column) {
        return column.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time
                        && time.getUnit() == MICROS.type
                ? MICROS
                : NANOS;
    }

    /** The unit in Parquet's type. */
    public TimeUnit type() {
        return type;
    }

    /** Nanoseconds of one unit. */
    public long nanos() {
        return nanos;
    }

    /** Whether a time is a whole number of units. */
    public boolean holds(long epochNanos) {
        return epochNanos % nanos == 0;
    }

    /**
     * A time in this unit.
     *
     * @throws FinerTimeException if it is not a whole number of units
     */
    public long of(long epochNanos) {
        if (!holds(epochNanos)) {
            throw new FinerTimeException(
                    "a time must be whole microseconds with sink.timestamps: micros, but is %d ns; start a new run with sink.timestamps: nanos"
                            .formatted(epochNanos));
        }
        return epochNanos / nanos;
    }
}
