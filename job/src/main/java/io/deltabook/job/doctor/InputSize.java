// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.doctor;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/** How large an input is on disk. */
public final class InputSize {
    private InputSize() {}

    /**
     * The bytes of all Parquet files.
     *
     * @param paths files or folders
     */
    public static long bytes(List<Path> paths) throws IOException {
        long[] sum = {0};
        SimpleFileVisitor<Path> adding =
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        boolean isParquet = file.toString().endsWith(".parquet");
                        sum[0] += isParquet && attributes.isRegularFile() ? attributes.size() : 0;
                        return FileVisitResult.CONTINUE;
                    }
                };
        for (Path path : paths) {
            Files.walkFileTree(
                    path, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, adding);
        }
        return sum[0];
    }
}
