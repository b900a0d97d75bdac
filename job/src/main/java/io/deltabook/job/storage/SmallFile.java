// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.nio.file.Files;
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
        if (!Files.isRegularFile(file)) {
            throw new IOException("[%s] must be a file, but is not".formatted(file));
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(
                    "[%s] must have at most %d bytes, but has %d"
                            .formatted(file, MAX_BYTES, Files.size(file)));
        }
        return Files.readAllBytes(file);
    }
}
