// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.storage.FileInUseException;
import io.deltabook.job.storage.FileLock;
import java.io.IOException;
import java.nio.file.Files;

/** The right to use a state folder, which one process at a time has. */
public final class StateLock implements AutoCloseable {
    private final StateFolder folder;
    private final FileLock lock;

    private StateLock(StateFolder folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the lock, making the folder if need be.
     *
     * @throws StateInUseException if another process, or another run of this one, has it
     */
    public static StateLock take(StateFolder folder) throws IOException {
        Files.createDirectories(folder.path());
        try {
            return new StateLock(folder, FileLock.take(folder.lock()));
        } catch (FileInUseException e) {
            throw new StateInUseException(
                    "[%s] state must not be in use, but %s uses it; ask with 'deltabook status', end it with 'deltabook stop'"
                            .formatted(folder.path(), e.holder()));
        }
    }

    /** Whether some process has the lock now. */
    public static boolean isTaken(StateFolder folder) throws IOException {
        return FileLock.isHeld(folder.lock());
    }

    /** Whether this is the lock of a folder, and held. */
    boolean isOf(StateFolder other) throws IOException {
        return lock.holds(other.lock());
    }

    /** Releases it, and where no run has begun leaves neither its file nor an empty folder. */
    public void discard() throws IOException {
        if (folder.hasRun()) {
            close();
            return;
        }
        lock.delete();
        StateFolder.deleteIfEmpty(folder.path());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
