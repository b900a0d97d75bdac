// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.event.TimestampUnit;
import org.apache.parquet.column.ColumnReader;

/** An INT64 or INT32 column of an events file. */
public final class NumberValues extends FlatValues {
    private final boolean isWide;
    private final long unit;
    private final long[] values = new long[MOST_ROWS];

    private NumberValues(String name, boolean isWide, long unit) {
        super(name);
        this.isWide = isWide;
        this.unit = unit;
    }

    static NumberValues int64(String name) {
        return new NumberValues(name, true, 1);
    }

    /** Times, whose values are epoch ns whatever the unit in the file. */
    static NumberValues time(String name, TimestampUnit unit) {
        return new NumberValues(name, true, unit.nanos());
    }

    static NumberValues int32(String name) {
        return new NumberValues(name, false, 1);
    }

    /** The value; undefined if it is null. */
    public long value(int row) {
        return values[row];
    }

    /** The value, or a default if it is null. */
    public long valueOr(int row, long absent) {
        return isNull(row) ? absent : values[row];
    }

    @Override
    void store(ColumnReader from, int row) {
        values[row] = isWide ? from.getLong() * unit : from.getInteger();
    }

    @Override
    String presentText(int row) {
        return Long.toString(values[row]);
    }

    @Override
    void presentCanonical(int row, CanonicalBytes to) {
        to.number(values[row]);
    }
}
