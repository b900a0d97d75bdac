// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.InputTable;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.util.List;

/**
 * The rows by which lanes are planned: deltas or, if there are none, book snapshots.
 *
 * @param table their table
 * @param format how the columns of the files are read
 * @param files files of the lanes in reading order
 */
record RowSample(InputTable table, TableFormat format, List<SurveyedFile> files) {
    /** The rows of a planned table of one lane. */
    static RowSample of(PlannedTable table, List<SurveyedFile> files) {
        return new RowSample(table.table(), table.format(), files);
    }
}
