// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.disk.Disk;
import io.deltabook.job.life.StateFolder;
import io.deltabook.job.life.StateInUseException;
import io.deltabook.job.life.StateLock;
import io.deltabook.job.report.OutputInUseException;
import io.deltabook.job.report.OutputLock;
import io.deltabook.job.report.OutputTakenException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The locks of a run's two folders. That another process holds one is the user's to solve.
 *
 * @param state the right to use the state folder
 * @param output the right to change the output
 */
record RunLocks(StateLock state, OutputLock output) implements AutoCloseable {
    /** Locks a state folder, which is created if necessary. */
    static StateLock lock(StateFolder state) throws CommandFailure {
        try {
            Disk.createFolders(state.path());
            return StateLock.take(state);
        } catch (StateInUseException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        } catch (IOException e) {
            throw CommandFailure.badInput(
                    "[%s] state must be a folder that can be made and written, but is not (%s); choose another --state"
                            .formatted(state.path(), e),
                    e);
        }
    }

    /** Locks the output of a run that has begun. */
    static OutputLock lock(Path output) throws IOException, CommandFailure {
        try {
            return OutputLock.take(output);
        } catch (OutputInUseException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        }
    }

    /** Locks the output of a run that begins; the folder is created if necessary. */
    static OutputLock lockNew(Path output) throws IOException, CommandFailure {
        try {
            return OutputLock.takeNew(output);
        } catch (OutputInUseException | OutputTakenException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        }
    }

    /** Releases both, and leaves nothing of a run that has not begun. */
    void discard() throws IOException {
        try (output) {
            state.discard();
        }
    }

    @Override
    public void close() throws IOException {
        try (state;
                output) {
            return;
        }
    }
}
