// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The canonical form of all rows of a chunk, as {@link CanonicalBytes} has it of one: the rows one
 * behind the other, made column by column.
 */
final class CanonicalRows {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Where each row starts; then, while columns are added, where its next value goes. */
    private final int[] starts = new int[ColumnValues.MOST_ROWS + 1];

    private final int[] next = new int[ColumnValues.MOST_ROWS];
    private byte[] bytes = {};
    private int rows;

    /** Bytes that all rows have of the columns so far. */
    private int ofEach;

    /** Columns of nothing but nulls since the last one with a value. */
    private int skipped;

    /** Forms the rows of a chunk. */
    void form(List<ColumnValues> columns, int rowCount) {
        rows = rowCount;
        ofEach = columns.size();
        skipped = 0;
        Arrays.fill(next, 0, rows, 0);
        columns.forEach(column -> column.size(this));
        long at = 0;
        for (int row = 0; row < rows; row++) {
            starts[row] = Math.toIntExact(at);
            at += ofEach + next[row];
            next[row] = starts[row];
        }
        starts[rows] = Math.toIntExact(at);
        if (bytes.length < at) {
            bytes = new byte[(int) Math.min(Integer.MAX_VALUE - Long.BYTES, at + at / 4)];
        }
        Arrays.fill(bytes, 0, (int) at, CanonicalBytes.ABSENT);
        columns.forEach(column -> column.canonical(this));
    }

    /** Adds rows to a digest. */
    void addTo(MessageDigest digest, int from, int to) {
        digest.update(bytes, starts[from], starts[to] - starts[from]);
    }

    /** A column whose values all have the same size. */
    void addSizes(FlatValues column, int size) {
        int nulls = column.nulls();
        if (nulls == 0) {
            ofEach += size;
        } else if (nulls < rows) {
            for (int row = 0; row < rows; row++) {
                next[row] += column.isNull(row) ? 0 : size;
            }
        }
    }

    void addSizes(WordValues column) {
        if (column.nulls() == rows) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            next[row] += column.isNull(row) ? 0 : column.canonical(row).length;
        }
    }

    void addSizes(LevelValues column) {
        if (column.nulls() == rows) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row)) {
                next[row] += Integer.BYTES + column.levels(row) * 2 * DecimalHalves.LENGTH;
            }
        }
    }

    /** Whether a column has no values; the bytes for null are there already. */
    private boolean skips(ColumnValues column) {
        boolean isEmpty = column.nulls() == rows;
        skipped += isEmpty ? 1 : 0;
        return isEmpty;
    }

    /** Where the value of the next column goes in a row, after the byte that says it is there. */
    private int present(int row, int skip) {
        int at = next[row] + skip;
        bytes[at] = CanonicalBytes.PRESENT;
        return at + 1;
    }

    private int takeSkipped() {
        int skip = skipped;
        skipped = 0;
        return skip;
    }

    void numbers(FlatValues column, long[] values) {
        if (skips(column)) {
            return;
        }
        int skip = takeSkipped();
        for (int row = 0; row < rows; row++) {
            if (column.isNull(row)) {
                next[row] += skip + 1;
            } else {
                int at = present(row, skip);
                LONGS.set(bytes, at, values[row]);
                next[row] = at + Long.BYTES;
            }
        }
    }

    void flags(FlatValues column, long[] values) {
        if (skips(column)) {
            return;
        }
        int skip = takeSkipped();
        for (int row = 0; row < rows; row++) {
            if (column.isNull(row)) {
                next[row] += skip + 1;
            } else {
                int at = present(row, skip);
                INTS.set(bytes, at, (int) values[row]);
                next[row] = at + Integer.BYTES;
            }
        }
    }

    void decimals(FlatValues column, long[] high, long[] low) {
        if (skips(column)) {
            return;
        }
        int skip = takeSkipped();
        for (int row = 0; row < rows; row++) {
            if (column.isNull(row)) {
                next[row] += skip + 1;
            } else {
                int at = present(row, skip);
                LONGS.set(bytes, at, high[row]);
                LONGS.set(bytes, at + Long.BYTES, low[row]);
                next[row] = at + DecimalHalves.LENGTH;
            }
        }
    }

    void words(WordValues column) {
        if (skips(column)) {
            return;
        }
        int skip = takeSkipped();
        for (int row = 0; row < rows; row++) {
            if (column.isNull(row)) {
                next[row] += skip + 1;
            } else {
                byte[] word = column.canonical(row);
                int at = present(row, skip);
                System.arraycopy(word, 0, bytes, at, word.length);
                next[row] = at + word.length;
            }
        }
    }

    void levels(LevelValues column) {
        if (skips(column)) {
            return;
        }
        int skip = takeSkipped();
        for (int row = 0; row < rows; row++) {
            if (column.isNull(row)) {
                next[row] += skip + 1;
                continue;
            }
            int at = present(row, skip);
            int levels = column.levels(row);
            INTS.set(bytes, at, levels);
            at += Integer.BYTES;
            for (int level = 0; level < levels; level++) {
                LONGS.set(bytes, at, column.priceHigh(row, level));
                LONGS.set(bytes, at + 8, column.priceLow(row, level));
                LONGS.set(bytes, at + 16, column.quantityHigh(row, level));
                LONGS.set(bytes, at + 24, column.quantityLow(row, level));
                at += 2 * DecimalHalves.LENGTH;
            }
            next[row] = at;
        }
    }
}
