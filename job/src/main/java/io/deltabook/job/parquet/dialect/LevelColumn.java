// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import org.apache.parquet.column.ColumnDescriptor;

/**
 * Where the prices, or the quantities, of a level or of all levels of a side stand.
 *
 * @param column one number a row, or the leaf of lists
 * @param outer definition level of an entry whose list has an element, 0 where there are no lists
 * @param inner the same of the lists that the elements are, 0 where they are numbers
 * @param part which number of such a list it is
 */
public record LevelColumn(ColumnDescriptor column, int outer, int inner, int part) {
    /** A column of one number a row. */
    public static LevelColumn flat(ColumnDescriptor column) {
        return new LevelColumn(column, 0, 0, 0);
    }

    public boolean isListed() {
        return outer > 0;
    }

    /** Whether prices and quantities stand in the same column by turns. */
    public boolean isOfPairs() {
        return inner > 0;
    }
}
