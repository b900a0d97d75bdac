// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.storage.FileInUseException;
import io.deltabook.job.storage.FileLock;
import io.deltabook.job.storage.Folders;
import java.io.IOException;
import java.nio.file.Files;

/** Exclusive use of a state folder by one process. */
public final class StateLock implements AutoCloseable {
    private final StateFolder folder;
    private final FileLock lock;

    private StateLock(StateFolder folder, FileLock lock) {
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
            return new StateLock(folder, FileLock.take(folder.lock()));
        } catch (FileInUseException e) {
            throw new StateInUseException(
                    "[%s] state must not be in use, but %s is using it; see 'deltabook status', end it with 'deltabook stop'"
                            .formatted(folder.path(), e.holder()));
        }
    }

    /** Whether any process holds the lock now. */
    public static boolean isTaken(StateFolder folder) throws IOException {
        return FileLock.isHeld(folder.lock());
    }

    /** Whether this lock belongs to a folder and is held. */
    boolean isOf(StateFolder other) throws IOException {
        return lock.holds(other.lock());
    }

    /** Releases the lock; if no run was started, removes its file and an empty folder as well. */
    public void discard() throws IOException {
        if (folder.hasRun()) {
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
