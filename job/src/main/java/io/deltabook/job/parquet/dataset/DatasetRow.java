// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import org.apache.parquet.example.data.Group;

/** One row of a dataset; values by column name. */
public final class DatasetRow {
    private final Group group;

    DatasetRow(Group group) {
        this.group = group;
    }

    /** The row as assembled by parquet-java. */
    public Group group() {
        return group;
    }

    /** The string of a required column. */
    public String text(String column) {
        return group.getString(column, 0);
    }

    /** Value of an INT64 column, or a default if the column or its value is absent. */
    public long number(String column, long absent) {
        boolean present =
                group.getType().containsField(column) && group.getFieldRepetitionCount(column) > 0;
        return present ? group.getLong(column, 0) : absent;
    }
}
