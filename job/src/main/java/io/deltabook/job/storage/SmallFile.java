// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads the small files that a run writes about itself, and rejects other files of the same name.
 */
public final class SmallFile {
    private static final long MAX_BYTES = 64L << 20;

    private SmallFile() {}

    /**
     * All bytes of a file.
     *
     * @throws IOException if it cannot be read, is not a regular file, or is far too large
     */
    public static byte[] read(Path file) throws IOException {
        Path found = found(file);
        if (!Files.isRegularFile(found)) {
            throw new IOException("[%s] must be a file, but is not".formatted(file));
        }
        if (Files.size(found) > MAX_BYTES) {
            throw new IOException(
                    "[%s] must have at most %d bytes, but has %d"
                            .formatted(file, MAX_BYTES, Files.size(found)));
        }
        return Files.readAllBytes(found);
    }

    /** A store is asked once for all that is to be known. */
    private static Path found(Path file) throws IOException {
        try {
            return Place.found(file);
        } catch (NoSuchFileException e) {
            return file;
        }
    }
}
