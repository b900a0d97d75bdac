// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.nio.file.Path;

/**
 * Is notified of what reaches the disk, on the thread that forces it. Tests use it to know what a
 * power cut would leave.
 */
interface DiskWatch {
    /** Ignores everything. */
    DiskWatch NONE =
            new DiskWatch() {
                @Override
                public void beforeForce(Path path) {}

                @Override
                public void forced(Path file) {}

                @Override
                public void namesForced(Path folder) {}
            };

    /** A file or the names in a folder are about to be forced. */
    void beforeForce(Path path);

    /** All bytes written to the file before {@link #beforeForce} are on disk. */
    void forced(Path file);

    /** Exactly the names that were in the folder before {@link #beforeForce} are on disk. */
    void namesForced(Path folder);
}
