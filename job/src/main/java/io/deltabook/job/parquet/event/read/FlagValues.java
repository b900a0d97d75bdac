// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.decode.LongConversion;
import org.apache.parquet.column.ColumnDescriptor;

/** A BOOLEAN column. */
public final class FlagValues extends FlatValues {
    private final LongColumnDecoder decoder;

    private FlagValues(String name, LongColumnDecoder decoder) {
        super(name, decoder);
        this.decoder = decoder;
    }

    static FlagValues of(ColumnDescriptor column) {
        return new FlagValues(
                column.getPath()[0],
                LongColumnDecoder.converted(column, MOST_ROWS, LongConversion.NONE, 0));
    }

    /** The value; undefined if it is null. */
    public boolean value(int row) {
        return decoder.values()[row] != 0;
    }

    @Override
    String presentText(int row) {
        return Boolean.toString(value(row));
    }

    @Override
    void presentCanonical(int row, CanonicalBytes to) {
        to.number(value(row) ? 1 : 0);
    }

    @Override
    void size(CanonicalRows to) {
        to.addSizes(this, Integer.BYTES);
    }

    @Override
    void canonical(CanonicalRows to) {
        to.flags(this, decoder.values());
    }
}
