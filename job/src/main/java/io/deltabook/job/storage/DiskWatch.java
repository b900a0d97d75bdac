// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.nio.file.Path;

/**
 * Is told what reaches the disk, on the thread that forces it; a test knows so what a power cut
 * leaves.
 */
interface DiskWatch {
    /** Nobody. */
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

    /** All bytes written to the file before {@link #beforeForce} are on the disk. */
    void forced(Path file);

    /**
     * All names that were in the folder before {@link #beforeForce}, and no others, are on the
     * disk.
     */
    void namesForced(Path folder);
}
