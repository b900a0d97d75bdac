// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.seed.SeedFile;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.Folders;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints, savepoints and working files of one run, and what it was started with. Only names
 * and paths: {@link StateLock} decides who may use the folder. It is cleared only under the lock,
 * and only for the run that its own record names.
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
    private static final String CAUGHT_UP = "caught_up.json";
    private static final String COMMITS = "commits";
    private static final String LOCK = "lock";
    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);

    public StateFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Folder of the checkpoints, shared by all attempts of the run. */
    public Path checkpoints() {
        return path.resolve(CHECKPOINTS);
    }

    /** Record of a run that follows its input. */
    Path caughtUp() {
        return path.resolve(CAUGHT_UP);
    }

    /** Folder of the savepoints. */
    public Path savepoints() {
        return path.resolve(SAVEPOINTS);
    }

    /**
     * Folder of files that are meaningless once the process has ended; of this machine, wherever
     * the state is.
     */
    public Path workingFiles() {
        return Place.isRemote(path) ? LocalWork.of(path) : path.resolve(WORKING_FILES);
    }

    /** Creates {@link #workingFiles}. */
    public void createWorkingFiles() throws IOException {
        if (Place.isRemote(path)) {
            LocalWork.create(workingFiles());
        } else {
            Files.createDirectories(workingFiles());
        }
    }

    /** The {@link RunRecord}. */
    public Path run() {
        return path.resolve(RUN);
    }

    /** The {@link PlanFile}. */
    public Path plan() {
        return path.resolve(PLAN);
    }

    /** The {@link SeedFile}; absent if no lane continues an earlier run. */
    public Path seeds() {
        return path.resolve(SEEDS);
    }

    /** The {@link JobRecord} of the newest attempt. */
    public Path job() {
        return path.resolve(JOB);
    }

    /** The {@link NewestCheckpoint}, as in the output. */
    Path restorePoint() {
        return path.resolve(RESTORE_POINT);
    }

    /** Folder of what the jobs note themselves. */
    Path commits() {
        return path.resolve(COMMITS);
    }

    Path lock() {
        return path.resolve(LOCK);
    }

    /** Whether a run was started here. */
    public boolean hasRun() throws IOException {
        return Place.isFile(run());
    }

    /** Whether the run has had a job: a job record or a checkpoint exists. */
    public boolean hasHadJob() throws IOException {
        return Place.exists(job())
                || Place.exists(restorePoint())
                || !RestorePoints.folders(checkpoints()).isEmpty()
                || !RestorePoints.folders(savepoints()).isEmpty();
    }

    /**
     * Content of the folder that did not come from a run that died before it wrote its {@value
     * #RUN}; hidden files are ignored. A new run needs a folder without such content, because
     * everything named like state is deleted when it finishes.
     */
    public List<String> foreign() throws IOException {
        Set<String> names = Folders.namesIfAny(path);
        if (names.contains(RUN)) {
            return List.of();
        }
        List<String> foreign = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            boolean isOwn =
                    name.startsWith(".")
                            || name.equals(LOCK)
                            || name.equals(PLAN) && PlanFile.isOne(plan())
                            || name.equals(SEEDS) && SeedFile.isOne(seeds());
            if (!isOwn) {
                foreign.add(name);
            }
        }
        return foreign;
    }

    /**
     * Deletes the working files of ended attempts.
     *
     * @param lock the lock of this folder
     * @param runId the run that the files belong to
     */
    public void deleteWorkingFiles(StateLock lock, String runId) throws IOException {
        if (isOwn(lock, runId)) {
            Folders.delete(workingFiles());
        }
    }

    /** Deletes checkpoints and savepoints that cannot be restored. */
    public void deleteSnapshots(StateLock lock, String runId) throws IOException {
        if (isOwn(lock, runId)) {
            Folders.delete(checkpoints());
            Folders.delete(savepoints());
        }
    }

    /** Deletes the record of the newest attempt once it is known to have ended, durably. */
    public void deleteJob(StateLock lock, String runId) throws IOException {
        if (isOwn(lock, runId)) {
            deleteFile(job());
            Disk.forceNames(path);
        }
    }

    /**
     * Deletes everything a run keeps here and the lock, which in a store goes when it is released;
     * the run's own record goes last. Without a {@value #RUN} nothing is deleted.
     *
     * @param lock the lock of this folder
     * @param runId the run that the folder must belong to
     * @throws IOException if it belongs to another run; nothing is deleted then
     */
    public void deleteAll(StateLock lock, String runId) throws IOException {
        if (!isOwn(lock, runId)) {
            return;
        }
        Folders.delete(workingFiles());
        // Of a store, only what is there: every deletion costs requests.
        Set<String> names = Folders.names(path);
        for (Path folder : List.of(checkpoints(), savepoints(), commits())) {
            if (names.contains(folder.getFileName().toString())) {
                Folders.delete(folder);
            }
        }
        for (Path file : List.of(job(), restorePoint(), caughtUp(), seeds(), plan())) {
            if (!Place.isRemote(path) || names.contains(file.getFileName().toString())) {
                deleteFile(file);
            }
        }
        // Files that outlived the record in a power cut could no longer be told from another run's.
        Disk.forceNames(path);
        deleteFile(run());
        if (!Place.isRemote(path)) {
            deleteFile(lock());
            Folders.deleteIfEmpty(path);
        }
    }

    /** Whether the folder belongs to the run, which only its own record can prove. */
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
                    "[%s] state must be that of run %s to be cleared, but is that of run %s: nothing was deleted"
                            .formatted(path, runId, owner));
        }
        return true;
    }

    private static void deleteFile(Path file) throws IOException {
        if (!Place.isRemote(file)) {
            Files.deleteIfExists(AtomicFile.temporary(file));
        }
        Files.deleteIfExists(file);
    }
}
