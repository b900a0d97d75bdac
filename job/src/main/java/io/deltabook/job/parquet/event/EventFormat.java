// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import java.io.Serializable;
import org.apache.parquet.schema.GroupType;

/**
 * Which columns an events file has, and the unit of its times; the same for all files of an output.
 *
 * @param version schema version
 * @param timestamps unit of the timestamps
 * @param doubles whether every price and quantity has a DOUBLE twin
 */
public record EventFormat(int version, TimestampUnit timestamps, boolean doubles)
        implements Serializable {
    /** The newest version as written by default. */
    public static final EventFormat DEFAULT = of(EventSchema.VERSION);

    public EventFormat {
        if (version < EventSchema.FIRST_VERSION || version > EventSchema.VERSION) {
            throw new IllegalArgumentException(
                    "schema version must be %d to %d, but was %d"
                            .formatted(EventSchema.FIRST_VERSION, EventSchema.VERSION, version));
        }
        boolean isFirst = version == EventSchema.FIRST_VERSION;
        if (isFirst && (doubles || timestamps != TimestampUnit.NANOS)) {
            throw new IllegalArgumentException(
                    "schema version %d must have nanoseconds and no DOUBLE columns"
                            .formatted(version));
        }
    }

    /** A version as written by default. */
    public static EventFormat of(int version) {
        return new EventFormat(version, TimestampUnit.NANOS, false);
    }

    /**
     * The format that the columns of a file show; what they do not show is as by default.
     *
     * @param version schema version that the file declares
     */
    public static EventFormat of(int version, GroupType schema) {
        if (version == EventSchema.FIRST_VERSION) {
            return of(version);
        }
        return new EventFormat(
                version,
                schema.containsField(EventSchema.EVENT_TIMESTAMP)
                        ? TimestampUnit.of(schema.getType(EventSchema.EVENT_TIMESTAMP))
                        : TimestampUnit.NANOS,
                schema.containsField(EventSchema.twin(EventSchema.DELTA_PRICE)));
    }
}
