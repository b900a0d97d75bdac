// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.decode.LongConversion;
import org.apache.parquet.column.ColumnDescriptor;

/** A DOUBLE column: the twin of a price or quantity. */
public final class DoubleValues extends FlatValues {
    private final LongColumnDecoder decoder;

    private DoubleValues(String name, LongColumnDecoder decoder) {
        super(name, decoder);
        this.decoder = decoder;
    }

    static DoubleValues of(ColumnDescriptor column) {
        return new DoubleValues(
                column.getPath()[0],
                LongColumnDecoder.converted(column, MOST_ROWS, LongConversion.NONE, 0));
    }

    /** The value; undefined if it is null. */
    public double value(int row) {
        return Double.longBitsToDouble(decoder.values()[row]);
    }

    @Override
    String presentText(int row) {
        return Double.toString(value(row));
    }

    @Override
    void presentCanonical(int row, CanonicalBytes to) {
        to.number(Double.doubleToLongBits(value(row)));
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
