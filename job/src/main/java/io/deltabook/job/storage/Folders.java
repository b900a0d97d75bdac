// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.storage.remote.StoredPath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Operations on whole folders. */
public final class Folders {
    private Folders() {}

    /** Renames a folder atomically; works only within one file system. */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Creates a hard link to a file, or a copy where the system has no hard links. */
    public static void linkOrCopy(Path file, Path to) throws IOException {
        try {
            Files.createLink(to, file);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
            try (FileChannel copy = FileChannel.open(to, StandardOpenOption.WRITE)) {
                Disk.force(copy, to);
            }
        }
    }

    /** Names of the entries of a folder. */
    public static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    /** Names of the entries of a folder; none if it is absent, or no folder. */
    public static Set<String> namesIfAny(Path folder) throws IOException {
        try {
            return names(folder);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Set.of();
        }
    }

    /**
     * A folder for new files must be empty or absent.
     *
     * @throws BadInputException if it is neither
     */
    public static void requireEmpty(Path target) throws IOException {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new BadInputException(
                    "[%s] must be a folder, but is not; name another one".formatted(target));
        }
        if (Files.isDirectory(target) && !names(target).isEmpty()) {
            throw new BadInputException(
                    "[%s] must be empty, but has files; name another folder".formatted(target));
        }
    }

    /**
     * Deletes a file, or a folder with its content; does nothing if it is absent. Files that vanish
     * meanwhile are skipped, and folders that others add files to meanwhile stay.
     */
    public static void delete(Path tree) throws IOException {
        if (tree instanceof StoredPath stored) {
            stored.deleteAll();
            return;
        }
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                tree,
                new VanishingFiles() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException error)
                            throws IOException {
                        deleteIfEmpty(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** Deletes a folder unless it has content; does nothing if it is absent. */
    public static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }
}
