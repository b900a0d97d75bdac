// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.VanishingFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Hidden part files that a failed attempt of the job left behind for good. */
public final class InProgressFiles {
    private static final Pattern NAME =
            Pattern.compile("\\..+\\.parquet\\.inprogress\\.[0-9a-f-]+");

    private InProgressFiles() {}

    /**
     * All of an output; none if the folder does not exist, or is in a store, where they are uploads
     * that have not become files.
     */
    public static List<Path> below(Path output) throws IOException {
        if (Place.isRemote(output)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                output,
                new VanishingFiles() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (NAME.matcher(file.getFileName().toString()).matches()) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }

    /**
     * Deletes them. Only for an output whose job has FINISHED: before that, such a part may still
     * be waiting for its commit.
     *
     * @return number of files deleted
     */
    public static int deleteAll(Path output) throws IOException {
        List<Path> leftovers = below(output);
        for (Path leftover : leftovers) {
            Files.delete(leftover);
        }
        return leftovers.size();
    }
}
