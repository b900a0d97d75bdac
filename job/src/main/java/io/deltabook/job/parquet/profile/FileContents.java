// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.dialect.TimeUnits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;

/**
 * What the rows of a file mean.
 *
 * @param table the table they belong to
 * @param dialect word of the dialect of the columns
 * @param dialectReason why it was chosen
 * @param mapping column names by their role in {@code source.columns}
 * @param units units of its times that are plain numbers
 * @param lanes the lanes of the rows
 * @param times event times in ns, null if no row has one
 * @param arrivals arrival times in ns, null if no row has one
 * @param ids final ids, null if no row has one
 * @param marksSnapshots whether a column tells which rows are part of a snapshot
 */
public record FileContents(
        InputTable table,
        DeltaDialect dialect,
        String dialectReason,
        SortedMap<String, String> mapping,
        TimeUnits units,
        Set<LaneId> lanes,
        ValueRange times,
        ValueRange arrivals,
        ValueRange ids,
        boolean marksSnapshots) {

    /**
     * Reads what is needed.
     *
     * @param known the table, null to tell it from the columns
     */
    static FileContents of(Path path, RowOwners owners, TableFormat format, InputTable known)
            throws IOException {
        InputTable table = known == null ? DeltaFile.tableOf(path, format.columns()) : known;
        TableFormat ofTable =
                table == InputTable.DELTAS ? format : format.with((DeltaDialect) null);
        TimeUnits units = TimeUnitScan.of(path, table, ofTable);
        try (DeltaFile file = DeltaFile.open(path, table, ofTable.with(units))) {
            return of(file, table, owners);
        }
    }

    private static FileContents of(DeltaFile file, InputTable table, RowOwners owners)
            throws IOException {
        return new FileContents(
                table,
                file.binding().dialect(),
                file.binding().reason(),
                file.binding().mapping(),
                file.binding().units(),
                new LaneScan(file, owners).lanes(),
                RangeScan.of(file, DeltaField.EVENT_TIME),
                RangeScan.of(file, DeltaField.ARRIVAL_TIME),
                RangeScan.of(file, DeltaField.UPDATE_ID),
                file.binding().marksSnapshots());
    }
}
