// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * What planning needs to know of an input file.
 *
 * @param rows rows of the file
 * @param lanes the lanes its rows belong to
 * @param dialect the dialect of its columns
 * @param dialectReason why it is this one, in words
 * @param marksSnapshots whether a column tells which rows are part of a snapshot
 * @param containsGaps what the recorder noted in the footer, null where it noted nothing
 */
public record DeltaFileFacts(
        long rows,
        Set<LaneId> lanes,
        DeltaDialect dialect,
        String dialectReason,
        boolean marksSnapshots,
        String containsGaps) {
    private static final String CHOSEN = "source.dialect says so";

    /**
     * The table that a file's columns show: wide book snapshots where they have levels, trades
     * where they are no deltas but have all that trades need.
     *
     * @throws BadFileException if the file is not Parquet or its footer is damaged
     */
    public static InputTable tableOf(Path path) throws IOException {
        return DeltaFile.tableOf(path);
    }

    /**
     * Looks at the footer, and into the columns {@code exchange} and {@code symbol} where the
     * footer's statistics and the dictionaries do not tell. Large pages are told by their headers.
     *
     * @param table the table that it holds
     * @param asked the dialect that its columns must have, null for the one that fits best
     * @throws BadFileException if the file is not Parquet, is damaged or lacks a column
     * @throws BadInputException if a column is seen to contradict the path
     */
    public static DeltaFileFacts inspect(
            Path path, InputTable table, DeltaDialect asked, RowOwners owners) throws IOException {
        try (DeltaFile file = DeltaFile.open(path, table, asked)) {
            DeltaDialect dialect = file.binding().dialect();
            new PageSizeCheck(file).check();
            return new DeltaFileFacts(
                    file.rows(),
                    new LaneScan(file, owners).lanes(),
                    dialect,
                    asked == null ? DialectMatch.of(file.schema(), dialect).reason() : CHOSEN,
                    file.binding().has(DeltaField.SNAPSHOT),
                    file.footer(FileMetadata.CONTAINS_GAPS));
        }
    }
}
