// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.state.StateLock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A run that is at its end or stopped, and kept from going on as long as this is held. Whoever
 * changes the output needs its {@link OutputLock} as well.
 */
public final class StoppedRun implements AutoCloseable {
    private final StateLock lock;

    private StoppedRun(StateLock lock) {
        this.lock = lock;
    }

    /**
     * Takes it. A run that is at its end has no state any more, so that nobody can go on with it.
     *
     * @param state the state folder, null for the one that the output names
     */
    public static StoppedRun take(Path output, Path state) throws IOException, CommandFailure {
        RunFolders folders = RunFolders.find(output, state);
        if (folders.record() == null) {
            return new StoppedRun(null);
        }
        StateLock lock = RunLocks.lock(folders.state());
        try {
            ResumedRun.requireNoJob(folders.state());
            StoppedRun run = new StoppedRun(lock);
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
