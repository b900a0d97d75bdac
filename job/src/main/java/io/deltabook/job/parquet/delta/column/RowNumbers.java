// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ListColumnDecoder;
import io.deltabook.job.parquet.decode.RowDecoder;
import io.deltabook.job.parquet.dialect.LevelColumn;

/** Prices, or quantities, of the rows of a chunk: one per row, or a list. */
public final class RowNumbers implements ChunkColumn {
    /** The row has no such number, not even a null. */
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

    /** Another part of the pairs that these numbers belong to. */
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

    /** Number count of a row. */
    public int count(int row) {
        return lists == null ? 1 : lists.count(row);
    }

    /** Index of a row's number in {@link #column}, {@link #NONE} if there is none. */
    public int index(int row, int number) {
        if (lists == null) {
            return row;
        }
        return number < lists.count(row) ? lists.entry(row, number, part) : NONE;
    }
}
