// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What tests do to whole folders. */
public final class Folders {
    private Folders() {}

    /** Copies a folder, which may be a link, under a name that is not there yet. */
    public static Path copy(Path folder, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : tree.sorted().toList()) {
                Files.copy(path, to.resolve(folder.relativize(path).toString()));
            }
        }
        return to;
    }

    /** Deletes all that is in a folder. */
    public static void clear(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    /** All that is in a folder, by its path in it: the content of a file, {@code folder}. */
    public static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.toList()) {
                content.put(
                        folder.relativize(path).toString(),
                        Files.isDirectory(path)
                                ? "folder"
                                : Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        }
        return content;
    }
}
