// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.life;

import io.deltabook.job.report.AtomicFile;
import io.deltabook.job.report.VanishingFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checkpoints, savepoints and working files of one run, and what it began with. Only names and
 * places: who may use it is decided by {@link StateLock}.
 *
 * @param path absolute path
 */
public record StateFolder(Path path) {
    private static final String CHECKPOINTS = "checkpoints";
    private static final String SAVEPOINTS = "savepoints";
    private static final String WORKING_FILES = "tmp";
    private static final String RUN = "run.json";
    private static final String PLAN = "plan.bin";
    private static final String JOB = "job.json";
    private static final String LOCK = "lock";
    private static final Set<String> OWN =
            Set.of(CHECKPOINTS, SAVEPOINTS, WORKING_FILES, RUN, PLAN, JOB, LOCK);

    public StateFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Folder of the checkpoints; all attempts of the run share it. */
    public Path checkpoints() {
        return path.resolve(CHECKPOINTS);
    }

    /** Folder of the savepoints. */
    public Path savepoints() {
        return path.resolve(SAVEPOINTS);
    }

    /** Files that mean nothing once the process has ended. */
    public Path workingFiles() {
        return path.resolve(WORKING_FILES);
    }

    /** The {@link RunRecord}. */
    public Path run() {
        return path.resolve(RUN);
    }

    /** What the run reads. */
    public Path plan() {
        return path.resolve(PLAN);
    }

    /** The {@link JobRecord} of the newest attempt. */
    public Path job() {
        return path.resolve(JOB);
    }

    Path lock() {
        return path.resolve(LOCK);
    }

    /** Whether a run has begun here. */
    public boolean hasRun() {
        return Files.isRegularFile(run());
    }

    /** What lies in the folder that is no run's, such as a user's own files; hidden files aside. */
    public List<String> foreign() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !OWN.contains(name) && !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** Deletes the working files of attempts that have ended. */
    public void deleteWorkingFiles() throws IOException {
        delete(workingFiles());
    }

    /** Deletes checkpoints and savepoints that nothing can be restored from. */
    public void deleteSnapshots() throws IOException {
        delete(checkpoints());
        delete(savepoints());
    }

    /** Deletes all that a run keeps here, what it can be resumed from last, and the lock. */
    public void deleteAll() throws IOException {
        deleteWorkingFiles();
        deleteSnapshots();
        for (Path file : List.of(job(), plan(), run(), lock())) {
            Files.deleteIfExists(AtomicFile.temporary(file));
            Files.deleteIfExists(file);
        }
        deleteIfEmpty(path);
    }

    /** Deletes a file, or a folder and all that is in it. */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
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

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }
}
