// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.lease.FolderInUseException;
import io.deltabook.job.storage.lease.FolderLock;
import io.deltabook.job.storage.lease.LeaseLostException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exclusive permission to change an output, for one process at a time: a run, {@code compact}, and
 * anything else that replaces or deletes files there. Readers do not need it. The lock is a hidden
 * file in the output itself, so it works no matter which state folder is used; in a store it can be
 * lost.
 */
public final class OutputLock implements AutoCloseable {
    /** Name of the hidden file, which does not count as content of the output. */
    static final String NAME = ".deltabook.lock";

    private static final Logger LOG = LoggerFactory.getLogger(OutputLock.class);

    private final Path output;
    private final FolderLock lock;
    private final boolean isCreator;
    private boolean isReleased;

    private OutputLock(Path output, FolderLock lock, boolean isCreator) {
        this.output = output;
        this.lock = lock;
        this.isCreator = isCreator;
    }

    /**
     * Takes the lock of an existing output.
     *
     * @throws OutputInUseException if another process holds it
     */
    public static OutputLock take(Path output) throws IOException {
        return take(output, false);
    }

    /**
     * Takes the lock of a folder about to become an output; creates the folder if necessary.
     *
     * @throws OutputTakenException if it is not a folder and cannot be created
     * @throws OutputInUseException if another process holds it
     */
    public static OutputLock takeNew(Path output) throws IOException {
        if (Place.isRemote(output)) {
            return take(output);
        }
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new OutputTakenException(
                    "[%s] output must be a folder, but is a file; choose another --output"
                            .formatted(output));
        }
        boolean isCreator = !Files.exists(output);
        try {
            Disk.createFolders(output);
            return take(output, isCreator);
        } catch (OutputInUseException e) {
            throw e;
        } catch (IOException e) {
            throw new OutputTakenException(
                    "[%s] output must be a folder that can be created and written, but is not (%s); choose another --output"
                            .formatted(output, e));
        }
    }

    private static OutputLock take(Path output, boolean isCreator) throws IOException {
        try {
            return new OutputLock(output, FolderLock.take(output.resolve(NAME)), isCreator);
        } catch (FolderInUseException e) {
            throw new OutputInUseException(
                    "[%s] output must be changed by one process at a time, but %s is changing it: wait until it has finished, or stop a run with 'deltabook stop'%s"
                            .formatted(output, e.holder(), e.advice()));
        }
    }

    /** As {@link FolderLock#onLoss}. */
    public void onLoss(String runId, Runnable action) throws LeaseLostException {
        lock.onLoss(runId, action);
    }

    /** As {@link FolderLock#requireHeld}. */
    public void requireHeld() throws LeaseLostException {
        lock.requireHeld();
    }

    /** The locked folder. */
    public Path output() {
        return output;
    }

    /** Whether the folder was created for this lock. */
    boolean isCreator() {
        return isCreator;
    }

    /** Releases the lock; a folder created for it is deleted if it is still empty. */
    @Override
    public void close() {
        if (isReleased) {
            return;
        }
        isReleased = true;
        try {
            lock.delete();
            if (isCreator) {
                Files.deleteIfExists(output);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            LOG.debug("[{}] is kept", output, e);
        } catch (IOException e) {
            LOG.warn("[{}] is unlocked, but its lock file could not be deleted", output, e);
        }
    }
}
