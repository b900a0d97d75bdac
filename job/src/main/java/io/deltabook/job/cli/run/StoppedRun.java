// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.state.StateLock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A finished or stopped run, which cannot be resumed while this is held. Changing the output also
 * requires its {@link OutputLock}.
 */
public final class StoppedRun implements AutoCloseable {
    private final StateLock lock;

    private StoppedRun(StateLock lock) {
        this.lock = lock;
    }

    /**
     * Takes the lock. A finished run has no state any more, so it cannot be resumed.
     *
     * @param state the state folder, null for the one named by the output
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
