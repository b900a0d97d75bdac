// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.ColumnDecoder;
import java.util.List;

/** A column with at most one value per row. */
abstract class FlatValues extends ColumnValues {
    private final ColumnDecoder decoder;

    /**
     * @param decoder reads the column; null if the file does not have it, so that all are null
     */
    FlatValues(String name, ColumnDecoder decoder) {
        super(name);
        this.decoder = decoder;
        if (decoder != null) {
            decoder.keepNulls();
        }
    }

    @Override
    public final boolean isNull(int row) {
        return decoder == null || decoder.isNullRow(row);
    }

    @Override
    final int nulls() {
        return decoder.nullRows();
    }

    @Override
    public final String text(int row) {
        return isNull(row) ? "null" : presentText(row);
    }

    @Override
    public final void canonical(int row, CanonicalBytes to) {
        if (isNull(row)) {
            to.absent();
        } else {
            to.present();
            presentCanonical(row, to);
        }
    }

    @Override
    final List<ColumnDecoder> leaves() {
        return List.of(decoder);
    }

    @Override
    void take(int rows) {}

    abstract String presentText(int row);

    abstract void presentCanonical(int row, CanonicalBytes to);
}
