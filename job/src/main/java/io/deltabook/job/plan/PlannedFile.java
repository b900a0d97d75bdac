// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.job.parquet.delta.RowOwners;
import java.io.Serializable;
import java.util.Objects;

/**
 * One file of a lane group as it was when the run was planned.
 *
 * @param path absolute path
 * @param size bytes
 * @param modifiedMillis time of the last change, ms since 1970
 * @param rows rows; 0 for a bad file
 * @param owners source of its exchange and symbol
 * @param problem why the file is skipped, null if it is read
 */
public record PlannedFile(
        String path, long size, long modifiedMillis, long rows, RowOwners owners, String problem)
        implements Serializable {
    public PlannedFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(owners, "owners");
    }
}
