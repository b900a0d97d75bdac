// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.decode.LongConversion;
import io.deltabook.job.parquet.event.TimestampUnit;
import org.apache.parquet.column.ColumnDescriptor;

/** An INT64 or INT32 column; times are epoch ns whatever the unit in the file. */
public final class NumberValues extends FlatValues {
    private final LongColumnDecoder decoder;

    private NumberValues(String name, LongColumnDecoder decoder) {
        super(name, decoder);
        this.decoder = decoder;
    }

    static NumberValues of(ColumnDescriptor column) {
        long unit = TimestampUnit.of(column.getPrimitiveType()).nanos();
        LongConversion conversion =
                unit == 1
                        ? LongConversion.NONE
                        : (values, from, to) -> {
                            for (int i = from; i < to; i++) {
                                values[i] *= unit;
                            }
                        };
        return new NumberValues(
                column.getPath()[0], LongColumnDecoder.converted(column, MOST_ROWS, conversion, 0));
    }

    /** A column that the file does not have. */
    static NumberValues absent(String name) {
        return new NumberValues(name, null);
    }

    /** The value; undefined if it is null. */
    public long value(int row) {
        return decoder.values()[row];
    }

    /** The value, or a default if it is null. */
    public long valueOr(int row, long absent) {
        return isNull(row) ? absent : value(row);
    }

    @Override
    String presentText(int row) {
        return Long.toString(value(row));
    }

    @Override
    void presentCanonical(int row, CanonicalBytes to) {
        to.number(value(row));
    }

    @Override
    void size(CanonicalRows to) {
        to.addSizes(this, Long.BYTES);
    }

    @Override
    void canonical(CanonicalRows to) {
        to.numbers(this, decoder.values());
    }
}
