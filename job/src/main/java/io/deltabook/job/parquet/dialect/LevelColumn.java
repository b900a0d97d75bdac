// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import org.apache.parquet.column.ColumnDescriptor;

/**
 * The column with the prices, or the quantities, of one level or of all levels of a side.
 *
 * @param column one number per row, or the leaf of lists
 * @param outer definition level of an entry whose list has an element, 0 if there are no lists
 * @param inner the same for inner lists, 0 if the elements are numbers
 * @param part index of the number within an inner list
 */
public record LevelColumn(ColumnDescriptor column, int outer, int inner, int part) {
    /** A column with one number per row. */
    public static LevelColumn flat(ColumnDescriptor column) {
        return new LevelColumn(column, 0, 0, 0);
    }

    public boolean isListed() {
        return outer > 0;
    }

    /** Whether prices and quantities alternate in the same column. */
    public boolean isOfPairs() {
        return inner > 0;
    }
}
