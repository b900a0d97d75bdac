// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;

/**
 * What planning needs to know about an input file.
 *
 * @param rows rows of the file
 * @param lanes the lanes its rows belong to
 * @param dialect the dialect of its columns
 * @param dialectReason why it was chosen, in words
 * @param mapping column names by their role in {@code source.columns}
 * @param marksSnapshots whether a column tells which rows are part of a snapshot
 * @param numbers what the footer tells about its prices and quantities
 * @param containsGaps the recorder's note in the footer, null if there is none
 */
public record DeltaFileFacts(
        long rows,
        Set<LaneId> lanes,
        DeltaDialect dialect,
        String dialectReason,
        SortedMap<String, String> mapping,
        boolean marksSnapshots,
        LaneNumbers numbers,
        String containsGaps) {
    private static final String CHOSEN = "source.dialect says so";

    /**
     * The table indicated by a file's columns: book snapshots if they have levels, trades if they
     * are not deltas but have everything that trades need.
     *
     * @param format which columns the user named
     * @throws BadFileException if the file is not Parquet or its footer is damaged
     */
    public static InputTable tableOf(Path path, TableFormat format) throws IOException {
        return DeltaFile.tableOf(path, format.columns());
    }

    /**
     * Reads the footer, and the columns {@code exchange} and {@code symbol} if the footer's
     * statistics and the dictionaries do not suffice. Large pages are detected by their headers.
     *
     * @param table the table that it holds
     * @param format how its columns are read
     * @throws BadFileException if the file is not Parquet, is damaged or lacks a column
     * @throws BadInputException if a column contradicts the path
     */
    public static DeltaFileFacts inspect(
            Path path, InputTable table, TableFormat format, RowOwners owners) throws IOException {
        try (DeltaFile file = DeltaFile.open(path, table, format)) {
            new PageSizeCheck(file).check();
            return new DeltaFileFacts(
                    file.rows(),
                    new LaneScan(file, owners).lanes(),
                    file.binding().dialect(),
                    format.dialect() == null ? file.binding().reason() : CHOSEN,
                    file.binding().mapping(),
                    file.binding().marksSnapshots(),
                    NumberStatistics.of(file),
                    file.footer(FileMetadata.CONTAINS_GAPS));
        }
    }
}
