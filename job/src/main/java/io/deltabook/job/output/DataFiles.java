// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.VanishingFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The committed files of a dataset: {@code .parquet}, neither hidden nor in progress. */
public final class DataFiles {
    private static final String SUFFIX = ".parquet";

    private DataFiles() {}

    /** Path of a file or folder relative to the output folder, with {@code /}. */
    public static String pathIn(Path output, Path file) {
        return output.relativize(file).toString().replace('\\', '/');
    }

    /** All committed files below a folder, ordered by path; none if the folder is absent. */
    public static List<Path> below(Path folder) throws IOException {
        List<Path> tree;
        try {
            tree = Place.tree(folder);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        if (tree != null) {
            return tree.stream().filter(file -> isListed(folder, file)).toList();
        }
        List<Path> files = new ArrayList<>();
        if (Place.isFolder(folder)) {
            walk(folder, files);
            files.sort(null);
        }
        return files;
    }

    private static boolean isListed(Path folder, Path file) {
        for (Path name : folder.relativize(file)) {
            if (isHidden(name)) {
                return false;
            }
        }
        return file.toString().endsWith(SUFFIX);
    }

    private static void walk(Path folder, List<Path> files) throws IOException {
        Files.walkFileTree(
                folder,
                new VanishingFiles() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        return !directory.equals(folder) && isHidden(directory)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (!isHidden(file) && file.toString().endsWith(SUFFIX)) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static boolean isHidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.startsWith("_");
    }
}
