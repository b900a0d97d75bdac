// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.storage.Folders;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.lease.FolderInUseException;
import io.deltabook.job.storage.lease.FolderLock;
import io.deltabook.job.storage.lease.LeaseLostException;
import java.io.IOException;
import java.nio.file.Files;

/** Exclusive use of a state folder by one process; of one in a store it can be lost. */
public final class StateLock implements AutoCloseable {
    private final StateFolder folder;
    private final FolderLock lock;

    private StateLock(StateFolder folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the lock, creating the folder if necessary.
     *
     * @throws StateInUseException if another process, or another run of this one, holds it
     */
    public static StateLock take(StateFolder folder) throws IOException {
        Files.createDirectories(folder.path());
        try {
            return new StateLock(folder, FolderLock.take(folder.lock()));
        } catch (FolderInUseException e) {
            throw new StateInUseException(
                    "[%s] state must not be in use, but %s is using it; see 'deltabook status', end it with 'deltabook stop'%s"
                            .formatted(folder.path(), e.holder(), e.advice()));
        }
    }

    /** Whether any process holds the lock now. */
    public static boolean isTaken(StateFolder folder) throws IOException {
        return FolderLock.isTaken(folder.lock());
    }

    /**
     * Which process of another machine holds the lock of a state in a store now: only there can an
     * embedded cluster be asked.
     *
     * @return null if none does
     */
    public static String holderElsewhere(StateFolder folder) throws IOException {
        return FolderLock.holderElsewhere(folder.lock());
    }

    /** Whether this lock belongs to a folder and is held. */
    boolean isOf(StateFolder other) throws IOException {
        return lock.holds(other.lock());
    }

    /** As {@link FolderLock#onLoss}. */
    public void onLoss(String runId, Runnable action) throws LeaseLostException {
        lock.onLoss(runId, action);
    }

    /** As {@link FolderLock#requireHeld}. */
    public void requireHeld() throws LeaseLostException {
        lock.requireHeld();
    }

    /** Releases the lock; if no run was started, removes its file and an empty folder as well. */
    public void discard() throws IOException {
        if (Place.isRemote(folder.path()) || folder.hasRun()) {
            close();
            return;
        }
        lock.delete();
        Folders.deleteIfEmpty(folder.path());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
