// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import io.deltabook.job.storage.FileInUseException;
import io.deltabook.job.storage.FileLock;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Exclusive use of a folder by one process, by a file in it: on a disk a {@link FileLock}, which
 * lasts as long as the process; in a store a {@link Lease}, which can be lost.
 */
public final class FolderLock implements AutoCloseable {
    private final Path file;
    private final FileLock onDisk;
    private final Lease inStore;
    private boolean isClosed;

    private FolderLock(Path file, FileLock onDisk, Lease inStore) {
        this.file = file;
        this.onDisk = onDisk;
        this.inStore = inStore;
    }

    /**
     * Takes the lock.
     *
     * @param file in the folder, which on a disk must exist
     * @throws FolderInUseException if another process, or another thread of this one, holds it
     */
    public static FolderLock take(Path file) throws IOException {
        try {
            return Place.isRemote(file)
                    ? new FolderLock(file, null, Lease.take(file))
                    : new FolderLock(file, FileLock.take(file), null);
        } catch (LeaseHeldException e) {
            throw new FolderInUseException(
                    e.holder(), "; if that process has ended, wait until %s".formatted(e.end()), e);
        } catch (FileInUseException e) {
            throw new FolderInUseException(e.holder(), "", e);
        }
    }

    /** Whether any process holds the lock now. */
    public static boolean isTaken(Path file) throws IOException {
        return Place.isRemote(file) ? Lease.holder(file) != null : FileLock.isHeld(file);
    }

    /**
     * Which process of another machine holds the lock in a store now.
     *
     * @return null if none does, and for a folder on a disk
     */
    public static String holderElsewhere(Path file) throws IOException {
        return Place.isRemote(file) ? Lease.holderElsewhere(file) : null;
    }

    /** Whether this lock, and not another, is held on a file. */
    public boolean holds(Path other) throws IOException {
        if (onDisk != null) {
            return onDisk.holds(other);
        }
        inStore.requireHeld();
        return !isClosed && file.equals(other);
    }

    /**
     * Has an action called if the lock is lost; then another process may change the folder, and
     * this one must not.
     *
     * @param runId the run that this process drives, told to others
     */
    public void onLoss(String runId, Runnable action) throws LeaseLostException {
        if (inStore != null) {
            inStore.onLoss(lost -> action.run());
            inStore.nameRun(runId);
        }
    }

    /**
     * Requires that the lock is not lost.
     *
     * @throws LeaseLostException if it is
     */
    public void requireHeld() throws LeaseLostException {
        if (inStore != null) {
            inStore.requireHeld();
        }
    }

    /** Releases the lock and deletes its file. */
    public void delete() throws IOException {
        if (onDisk != null) {
            onDisk.delete();
        }
        close();
    }

    /** Releases the lock; on a disk its file stays. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        if (onDisk != null) {
            onDisk.close();
        } else {
            inStore.close();
        }
    }
}
