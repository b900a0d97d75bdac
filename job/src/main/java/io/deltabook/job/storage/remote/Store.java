// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import java.io.IOException;
import java.util.List;

/** Where the bytes of stored files are. Found by {@link java.util.ServiceLoader}; thread-safe. */
public interface Store {
    /**
     * The files and folders directly in a folder, in any order.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such folder
     */
    List<StoredEntry> list(StoredPath folder) throws IOException;

    /**
     * A file or folder.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    StoredEntry stat(StoredPath path) throws IOException;

    /** Opens a file; nothing of it is read yet. */
    StoredInput open(StoredPath file) throws IOException;

    /**
     * All files below a folder, named by their paths from it, in no particular order.
     *
     * @return null if the store does not list them at once
     * @throws java.nio.file.NoSuchFileException if there is no such folder
     */
    List<StoredEntry> tree(StoredPath folder) throws IOException;

    /** Creates or replaces a file with one request: a reader sees the old content or the new. */
    void write(StoredPath file, byte[] bytes) throws IOException;

    /**
     * Deletes a file, or a folder with all that is in it.
     *
     * @return false if there is nothing
     */
    boolean delete(StoredPath path) throws IOException;
}
