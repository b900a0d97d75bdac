// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** Checkpoints and working files of one run. */
final class StateFolder {
    private final Path path;

    private StateFolder(Path path) {
        this.path = path;
    }

    /** Creates the folder if need be; it must not hold anything. */
    static StateFolder claim(Path path) throws IOException, CommandFailure {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw CommandFailure.badInput(
                    "[" + path + "] state must be a folder, but is a file: choose another --state",
                    null);
        }
        Files.createDirectories(path);
        try (Stream<Path> entries = Files.list(path)) {
            if (entries.findAny().isPresent()) {
                throw CommandFailure.badInput(
                        "[%s] state must be new or empty, but holds files of another run: choose another --state, or delete it"
                                .formatted(path),
                        null);
            }
        }
        Files.createDirectories(FlinkSettings.workingFiles(path));
        return new StateFolder(path);
    }

    Path path() {
        return path;
    }

    /** Deletes the working files, then every folder that is empty; checkpoints stay. */
    void tidy() throws IOException {
        Path working = FlinkSettings.workingFiles(path);
        if (Files.exists(working)) {
            Files.walkFileTree(working, new Sweeper(true));
        }
        Files.walkFileTree(path, new Sweeper(false));
    }

    private static final class Sweeper extends SimpleFileVisitor<Path> {
        private final boolean withFiles;

        Sweeper(boolean withFiles) {
            this.withFiles = withFiles;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (withFiles) {
                Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException error)
                throws IOException {
            try {
                Files.delete(folder);
            } catch (DirectoryNotEmptyException e) {
                return FileVisitResult.CONTINUE;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
