// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.event.LaneFileFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Size of the committed part of a dataset.
 *
 * @param files number of files
 * @param rows rows of all files
 * @param bytes bytes of all files
 * @param rowsOfLane rows of each lane that has files
 */
public record DatasetSize(long files, long rows, long bytes, Map<LaneId, Long> rowsOfLane) {
    static DatasetSize of(Path folder) throws IOException {
        long files = 0;
        long rows = 0;
        long bytes = 0;
        Map<LaneId, Long> rowsOfLane = new TreeMap<>();
        for (Path file : DataFiles.below(folder)) {
            LaneFileFacts facts = LaneFileFacts.read(file);
            files++;
            rows += facts.rows();
            bytes += Files.size(file);
            rowsOfLane.merge(facts.lane(), facts.rows(), Long::sum);
        }
        return new DatasetSize(files, rows, bytes, rowsOfLane);
    }

    /** Rows of a lane, 0 if it has no file. */
    public long rows(LaneId lane) {
        return rowsOfLane.getOrDefault(lane, 0L);
    }
}
