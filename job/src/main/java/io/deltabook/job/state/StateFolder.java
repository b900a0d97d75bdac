// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.seed.SeedFile;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.VanishingFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints, savepoints and working files of one run, and what it began with. Only names and
 * places: who may use it is decided by {@link StateLock}. It is cleared only for the run that its
 * own record names, and under the lock.
 *
 * @param path absolute path
 */
public record StateFolder(Path path) {
    private static final String CHECKPOINTS = "checkpoints";
    private static final String SAVEPOINTS = "savepoints";
    private static final String WORKING_FILES = "tmp";
    private static final String RUN = "run.json";
    private static final String PLAN = "plan.bin";
    private static final String SEEDS = "seeds.bin";
    private static final String JOB = "job.json";
    private static final String RESTORE_POINT = "restore_point.json";
    private static final String LOCK = "lock";
    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);

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

    /** The {@link SeedFile}; not there where no lane goes on from an earlier run. */
    public Path seeds() {
        return path.resolve(SEEDS);
    }

    /** The {@link JobRecord} of the newest attempt. */
    public Path job() {
        return path.resolve(JOB);
    }

    /** The {@link NewestCheckpoint}, as it is in the output. */
    Path restorePoint() {
        return path.resolve(RESTORE_POINT);
    }

    Path lock() {
        return path.resolve(LOCK);
    }

    /** Whether a run has begun here. */
    public boolean hasRun() {
        return Files.isRegularFile(run());
    }

    /** Whether the run has had a job, of which there is a record or a checkpoint. */
    public boolean hasHadJob() throws IOException {
        return Files.exists(job())
                || Files.exists(restorePoint())
                || !RestorePoints.folders(checkpoints()).isEmpty()
                || !RestorePoints.folders(savepoints()).isEmpty();
    }

    /**
     * What is in the folder and did not come from a run that died before it had its {@value #RUN};
     * hidden files aside. A new run needs a folder without such content, since all that bears the
     * name of a state is deleted at its end.
     */
    public List<String> foreign() throws IOException {
        if (hasRun() || !Files.isDirectory(path)) {
            return List.of();
        }
        List<String> foreign = new ArrayList<>();
        try (Stream<Path> entries = Files.list(path)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                boolean isOwn =
                        name.startsWith(".")
                                || name.equals(LOCK)
                                || name.equals(PLAN) && PlanFile.isOne(entry)
                                || name.equals(SEEDS) && SeedFile.isOne(entry);
                if (!isOwn) {
                    foreign.add(name);
                }
            }
        }
        return foreign;
    }

    /**
     * Deletes the working files of attempts that have ended.
     *
     * @param lock of this folder
     * @param runId the run whose files they are
     */
    public void deleteWorkingFiles(StateLock lock, String runId) throws IOException {
        if (isOwn(lock, runId)) {
            delete(workingFiles());
        }
    }

    /** Deletes checkpoints and savepoints that nothing can be restored from. */
    public void deleteSnapshots(StateLock lock, String runId) throws IOException {
        if (isOwn(lock, runId)) {
            delete(checkpoints());
            delete(savepoints());
        }
    }

    /** Forgets where the newest attempt ran, once it is known to have ended; a power cut too. */
    public void deleteJob(StateLock lock, String runId) throws IOException {
        if (isOwn(lock, runId)) {
            deleteFile(job());
            Disk.forceNames(path);
        }
    }

    /**
     * Deletes all that a run keeps here, what it can be resumed from last, and the lock. Nothing is
     * deleted where there is no {@value #RUN} any more.
     *
     * @param lock of this folder
     * @param runId the run that it must belong to
     * @throws IOException if it belongs to another; nothing is deleted then
     */
    public void deleteAll(StateLock lock, String runId) throws IOException {
        if (!isOwn(lock, runId)) {
            return;
        }
        delete(workingFiles());
        delete(checkpoints());
        delete(savepoints());
        for (Path file : List.of(job(), restorePoint(), seeds(), plan())) {
            deleteFile(file);
        }
        // Whatever a power cut left without the record could not be told from another's.
        Disk.forceNames(path);
        deleteFile(run());
        deleteFile(lock());
        deleteIfEmpty(path);
    }

    /** Whether the folder is that of a run, by its own record; nothing else proves it. */
    private boolean isOwn(StateLock lock, String runId) throws IOException {
        if (!hasRun()) {
            LOG.debug("[{}] has no {}, so nothing is deleted in it", path, RUN);
            return false;
        }
        if (!lock.isOf(this)) {
            throw new IllegalStateException(
                    "[%s] state must be locked before it is cleared, but is not".formatted(path));
        }
        String owner = RunRecord.read(run()).runId();
        if (!owner.equals(runId)) {
            throw new IOException(
                    "[%s] state must be that of run %s to be cleared, but is that of run %s: nothing of it was deleted"
                            .formatted(path, runId, owner));
        }
        return true;
    }

    private static void deleteFile(Path file) throws IOException {
        Files.deleteIfExists(AtomicFile.temporary(file));
        Files.deleteIfExists(file);
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

    static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }
}
