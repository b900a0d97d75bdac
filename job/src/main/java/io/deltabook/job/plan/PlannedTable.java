// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Files of trades or book snapshots that are merged into a lane.
 *
 * @param lane the lane; the files may also hold rows of others
 * @param table which of the tables
 * @param files in reading order
 * @param format how their columns are read
 */
public record PlannedTable(
        LaneId lane, InputTable table, List<PlannedFile> files, TableFormat format)
        implements Serializable {
    /** Files read in the format that their columns imply. */
    public PlannedTable(LaneId lane, InputTable table, List<PlannedFile> files) {
        this(lane, table, files, TableFormat.BY_COLUMNS);
    }

    public PlannedTable {
        Objects.requireNonNull(lane, "lane");
        files = List.copyOf(files);
        Objects.requireNonNull(format, "format");
        if (table == InputTable.DELTAS) {
            throw new IllegalArgumentException(
                    "a table merged into deltas must be another one, but was " + table);
        }
    }
}
