// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Sizes and deletion of folders. */
public final class Folders {
    private Folders() {}

    /** Bytes of the Parquet files below a folder, or of one file. */
    public static long parquetBytes(Path root) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Folders::isParquet).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static boolean isParquet(Path path) {
        return path.toString().endsWith(".parquet") && Files.isRegularFile(path);
    }

    /** Deletes a folder created by this program, if it exists. */
    public static void delete(Path root) {
        try {
            io.deltabook.job.storage.Folders.delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
