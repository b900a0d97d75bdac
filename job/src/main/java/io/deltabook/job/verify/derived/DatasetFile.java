// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.parquet.event.EventFileFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A file of a lane in a dataset.
 *
 * @param path its location
 * @param relative path in the output folder, with {@code /}
 * @param firstSeq its smallest event_seq
 */
public record DatasetFile(Path path, String relative, long firstSeq) {
    /**
     * The files of a lane in the order of their rows.
     *
     * @param dataset folder of the dataset
     * @param seq the column that orders the rows
     * @throws IOException if a footer cannot be read; the message names the file
     */
    public static List<DatasetFile> inOrder(Path output, String dataset, LaneId lane, String seq)
            throws IOException {
        List<DatasetFile> files = new ArrayList<>();
        for (Path path : DataFiles.below(output.resolve(dataset).resolve(HivePath.of(lane)))) {
            files.add(
                    new DatasetFile(
                            path,
                            DataFiles.pathIn(output, path),
                            EventFileFacts.smallest(path, seq)));
        }
        files.sort(
                Comparator.comparingLong(DatasetFile::firstSeq)
                        .thenComparing(DatasetFile::relative));
        return files;
    }

    /** Its folder in the output folder. */
    public String folder() {
        return relative.substring(0, Math.max(0, relative.lastIndexOf('/')));
    }
}
