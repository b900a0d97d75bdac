// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.storage.Place;
import java.io.Serializable;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
 * @param etag the store's tag of its content, null where there is none
 */
public record PlannedFile(
        String path,
        long size,
        long modifiedMillis,
        long rows,
        RowOwners owners,
        String problem,
        String etag)
        implements Serializable {
    /** A file without a tag. */
    public PlannedFile(
            String path,
            long size,
            long modifiedMillis,
            long rows,
            RowOwners owners,
            String problem) {
        this(path, size, modifiedMillis, rows, owners, problem, null);
    }

    public PlannedFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(owners, "owners");
    }

    /** Whether a file is, by what the file system or store says, the one that was planned. */
    public boolean isStill(Path file, BasicFileAttributes now) {
        String tag = Place.etag(file, now);
        return now.size() == size
                && now.lastModifiedTime().toMillis() == modifiedMillis
                && (etag == null || tag == null || etag.equals(tag));
    }
}
