// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.life.StateLock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The right to change the output of a run that is at its end or stopped: while it is held, the run
 * cannot go on.
 */
final class IdleRun implements AutoCloseable {
    private final StateLock lock;

    private IdleRun(StateLock lock) {
        this.lock = lock;
    }

    /**
     * Takes it. A run that is at its end has no state any more, so that nobody can go on with it.
     *
     * @param state the state folder, null for the one that the output names
     */
    static IdleRun take(Path output, Path state) throws IOException, CommandFailure {
        RunFolders folders = RunFolders.find(output, state);
        if (folders.record() == null) {
            return new IdleRun(null);
        }
        StateLock lock = FreshRun.lock(folders.state());
        try {
            ResumedRun.requireNoJob(folders.state());
            IdleRun run = new IdleRun(lock);
            lock = null;
            return run;
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
