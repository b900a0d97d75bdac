// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.job.parquet.decode.ListColumnDecoder;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/** One leaf of a list of levels. */
abstract class ListedValues {
    private static final int IN_LIST = 2;

    private final ListColumnDecoder list;

    ListedValues(ColumnDecoder leaf) {
        list = new ListColumnDecoder(leaf, IN_LIST, 0, ColumnValues.MOST_ROWS);
    }

    static ColumnDescriptor column(MessageType schema, String list, String leaf) {
        return schema.getColumnDescription(new String[] {list, "list", "element", leaf});
    }

    final ListColumnDecoder list() {
        return list;
    }

    final boolean isNull(int row) {
        return list.isNull(row);
    }

    final int count(int row) {
        return list.count(row);
    }

    /** Position of a value of a row among those of the chunk. */
    final int at(int row, int index) {
        return list.entry(row, index, 0);
    }

    final boolean hasShapeOf(ListedValues other, int rows) {
        if (list.nulls() == rows && other.list.nulls() == rows) {
            return true;
        }
        for (int row = 0; row < rows; row++) {
            if (count(row) != other.count(row) || isNull(row) != other.isNull(row)) {
                return false;
            }
        }
        return true;
    }
}
