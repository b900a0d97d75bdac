// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.RowDecoder;
import java.util.List;

/**
 * The values of one column of a file for the rows of a chunk. They stay until the next chunk
 * overwrites them.
 */
public abstract class ColumnValues {
    /** Maximum rows of a chunk. */
    static final int MOST_ROWS = 4_096;

    private final String name;

    ColumnValues(String name) {
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

    /** The decoders of its leaves. */
    abstract List<? extends RowDecoder> leaves();

    /** The decoders have read the rows of a chunk. */
    abstract void take(int rows);

    /** Number of null rows of the chunk. */
    abstract int nulls();

    /** Adds a bit to each row that is not null. */
    final void addPresence(long bit, long[] presence, int rows) {
        for (int row = 0; row < rows; row++) {
            presence[row] |= isNull(row) ? 0 : bit;
        }
    }

    /** Appends the values of all rows of the chunk. */
    abstract void canonical(CanonicalRows to);

    /** Adds the number of bytes of each row's canonical form, without the byte for null. */
    abstract void size(CanonicalRows to);
}
