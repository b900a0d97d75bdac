// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.report;

import io.deltabook.job.parquet.ParquetRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much of a dataset is committed.
 *
 * @param files number of files
 * @param rows rows of all files
 * @param bytes bytes of all files
 */
public record DatasetSize(long files, long rows, long bytes) {
    static DatasetSize of(Path folder) throws IOException {
        long files = 0;
        long rows = 0;
        long bytes = 0;
        for (Path file : DataFiles.below(folder)) {
            files++;
            rows += ParquetRows.count(file);
            bytes += Files.size(file);
        }
        return new DatasetSize(files, rows, bytes);
    }
}
