// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * What planning needs to know of a delta file.
 *
 * @param rows rows of the file
 * @param lanes the lanes its rows belong to
 */
public record DeltaFileFacts(long rows, Set<LaneId> lanes) {
    /**
     * Looks at the footer, and into the columns {@code exchange} and {@code symbol} where the
     * footer's statistics and the dictionaries do not tell.
     *
     * @throws BadFileException if the file is not Parquet, is damaged or lacks a column
     * @throws BadInputException if a column is seen to contradict the path
     */
    public static DeltaFileFacts inspect(Path path, DeltaDialect dialect, RowOwners owners)
            throws IOException {
        try (DeltaFile file = DeltaFile.open(path, dialect)) {
            return new DeltaFileFacts(file.rows(), new LaneScan(file, owners).lanes());
        }
    }
}
