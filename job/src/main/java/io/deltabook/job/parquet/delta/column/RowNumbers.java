// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ListColumnDecoder;
import io.deltabook.job.parquet.decode.RowDecoder;
import io.deltabook.job.parquet.dialect.LevelColumn;

/** Prices, or quantities, of the rows of a chunk: one a row, or a list of them. */
public final class RowNumbers implements ChunkColumn {
    /** A row has no such number, not even null. */
    static final int NONE = ListColumnDecoder.NONE;

    private final NumberColumn column;
    private final ListColumnDecoder lists;
    private final int part;

    private RowNumbers(NumberColumn column, ListColumnDecoder lists, int part) {
        this.column = column;
        this.lists = lists;
        this.part = part;
    }

    /**
     * @param scale as {@link NumberColumn}'s
     */
    public static RowNumbers of(LevelColumn level, int capacity, int scale) {
        int entries = level.isListed() ? ListColumnDecoder.CAPACITY : capacity;
        NumberColumn column = NumberColumn.of(level.column(), entries, scale);
        ListColumnDecoder lists =
                level.isListed()
                        ? new ListColumnDecoder(column.pages(), level.outer(), level.inner())
                        : null;
        return new RowNumbers(column, lists, level.part());
    }

    /** Of the pairs that these are a part of, another part. */
    RowNumbers part(int other) {
        return new RowNumbers(column, lists, other);
    }

    @Override
    public RowDecoder pages() {
        return lists == null ? column.pages() : lists;
    }

    /** All numbers of the chunk. */
    public NumberColumn column() {
        return column;
    }

    /** Numbers of a row. */
    public int count(int row) {
        return lists == null ? 1 : lists.count(row);
    }

    /** Where in {@link #column} a number of a row is, {@link #NONE} if it is nowhere. */
    public int index(int row, int number) {
        if (lists == null) {
            return row;
        }
        return number < lists.count(row) ? lists.entry(row, number, part) : NONE;
    }
}
