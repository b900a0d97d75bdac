// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.FileInUseException;
import io.deltabook.job.storage.FileLock;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.lease.Lease;
import io.deltabook.job.storage.lease.LeaseHeldException;
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
 * file in the output itself, so it works no matter which state folder is used; in a store, a {@link
 * Lease} of that name, which can be lost.
 */
public final class OutputLock implements AutoCloseable {
    /** Name of the hidden file, which does not count as content of the output. */
    static final String NAME = ".deltabook.lock";

    private static final Logger LOG = LoggerFactory.getLogger(OutputLock.class);

    private final Path output;
    private final FileLock lock;
    private final Lease lease;
    private final boolean isCreator;
    private boolean isReleased;

    private OutputLock(Path output, FileLock lock, Lease lease, boolean isCreator) {
        this.output = output;
        this.lock = lock;
        this.lease = lease;
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
        if (Place.isRemote(output)) {
            return leased(output);
        }
        try {
            return new OutputLock(output, FileLock.take(output.resolve(NAME)), null, isCreator);
        } catch (FileInUseException e) {
            throw new OutputInUseException(
                    "[%s] output must be changed by one process at a time, but %s is changing it: wait until it has finished, or stop a run with 'deltabook stop'"
                            .formatted(output, e.holder()));
        }
    }

    private static OutputLock leased(Path output) throws IOException {
        try {
            return new OutputLock(output, null, Lease.take(output.resolve(NAME)), false);
        } catch (LeaseHeldException e) {
            throw new OutputInUseException(
                    "[%s] output must be changed by one process at a time, but %s is changing it: wait until it has finished, or stop a run with 'deltabook stop'; if that process has ended, wait until %s"
                            .formatted(output, e.holder(), e.end()));
        }
    }

    /**
     * Has an action called if the lock of an output in a store is lost; then another process may
     * change it, and this one must not.
     *
     * @param runId the run that this process drives, told to others
     */
    public void onLoss(String runId, Runnable action) throws IOException {
        if (lease != null) {
            lease.onLoss(lost -> action.run());
            lease.nameRun(runId);
        }
    }

    /**
     * Requires that the lock is not lost.
     *
     * @throws LeaseLostException if it is
     */
    public void requireHeld() throws LeaseLostException {
        if (lease != null) {
            lease.requireHeld();
        }
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
        if (lease != null) {
            lease.close();
            return;
        }
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
