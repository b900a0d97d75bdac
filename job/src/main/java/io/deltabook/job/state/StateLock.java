// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.storage.FileInUseException;
import io.deltabook.job.storage.FileLock;
import io.deltabook.job.storage.Folders;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.lease.Lease;
import io.deltabook.job.storage.lease.LeaseHeldException;
import io.deltabook.job.storage.lease.LeaseLostException;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Exclusive use of a state folder by one process; of one in a store by a {@link Lease}, which can
 * be lost.
 */
public final class StateLock implements AutoCloseable {
    private final StateFolder folder;
    private final FileLock lock;
    private final Lease lease;
    private boolean isClosed;

    private StateLock(StateFolder folder, FileLock lock, Lease lease) {
        this.folder = folder;
        this.lock = lock;
        this.lease = lease;
    }

    /**
     * Takes the lock, creating the folder if necessary.
     *
     * @throws StateInUseException if another process, or another run of this one, holds it
     */
    public static StateLock take(StateFolder folder) throws IOException {
        Files.createDirectories(folder.path());
        try {
            return Place.isRemote(folder.path())
                    ? new StateLock(folder, null, Lease.take(folder.lock()))
                    : new StateLock(folder, FileLock.take(folder.lock()), null);
        } catch (LeaseHeldException e) {
            throw inUse(
                    folder,
                    e.holder(),
                    "; if that process has ended, wait until %s".formatted(e.end()));
        } catch (FileInUseException e) {
            throw inUse(folder, e.holder(), "");
        }
    }

    private static StateInUseException inUse(StateFolder folder, Object holder, String more) {
        return new StateInUseException(
                "[%s] state must not be in use, but %s is using it; see 'deltabook status', end it with 'deltabook stop'%s"
                        .formatted(folder.path(), holder, more));
    }

    /** Whether any process holds the lock now. */
    public static boolean isTaken(StateFolder folder) throws IOException {
        return Place.isRemote(folder.path())
                ? Lease.holder(folder.lock()) != null
                : FileLock.isHeld(folder.lock());
    }

    /**
     * Which process of another machine holds the lock of a state in a store now: only there can an
     * embedded cluster be asked.
     *
     * @return null if none does
     */
    public static String holderElsewhere(StateFolder folder) throws IOException {
        return Place.isRemote(folder.path()) ? Lease.holderElsewhere(folder.lock()) : null;
    }

    /** Whether this lock belongs to a folder and is held. */
    boolean isOf(StateFolder other) throws IOException {
        if (lease == null) {
            return lock.holds(other.lock());
        }
        lease.requireHeld();
        return !isClosed && folder.equals(other);
    }

    /**
     * Has an action called if the lock of a state in a store is lost; then another process may use
     * it, and this one must not.
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

    /** Releases the lock; if no run was started, removes its file and an empty folder as well. */
    public void discard() throws IOException {
        if (lease != null || folder.hasRun()) {
            close();
            return;
        }
        lock.delete();
        Folders.deleteIfEmpty(folder.path());
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        if (lease == null) {
            lock.close();
        } else {
            lease.close();
        }
    }
}
