// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.TimestampUnit;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.schema.MessageType;

/**
 * The values of one column of an events file for the rows of a chunk. They stay until the next
 * chunk overwrites them.
 */
public abstract class EventValues {
    /** Maximum rows of a chunk. */
    static final int MOST_ROWS = 4_096;

    /** A schema with every column that a file may have. */
    static final MessageType WHOLE =
            EventSchema.message(new EventFormat(EventSchema.VERSION, TimestampUnit.NANOS, true));

    private final String name;

    EventValues(String name) {
        this.name = name;
    }

    /** Name of the column. */
    public final String name() {
        return name;
    }

    public abstract boolean isNull(int row);

    /** The value as text, {@code null} if there is none. */
    public abstract String text(int row);

    /** Appends the value. */
    public abstract void canonical(int row, CanonicalBytes to);

    /** Starts at the first row of a row group. */
    abstract void begin(ColumnReadStore rowGroup);

    /** Reads the next values into rows {@code 0 … rows − 1}. */
    abstract void read(int rows);
}
