// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.output.OutputInUseException;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.output.OutputTakenException;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.state.StateInUseException;
import io.deltabook.job.state.StateLock;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.lease.FolderLock;
import io.deltabook.job.storage.lease.LeaseLostException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The locks of a run's two folders. A lock held by another process is reported as bad input, for
 * the user to resolve.
 *
 * @param state the lock of the state folder
 * @param output the lock of the output
 */
public record RunLocks(StateLock state, OutputLock output) implements AutoCloseable {
    /** Locks a state folder, which is created if necessary. */
    public static StateLock lock(StateFolder state) throws CommandFailure {
        try {
            Disk.createFolders(state.path());
            return StateLock.take(state);
        } catch (StateInUseException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        } catch (IOException e) {
            throw CommandFailure.badInput(
                    "[%s] state must be a folder that can be created and written, but is not (%s); choose another --state"
                            .formatted(state.path(), e),
                    e);
        }
    }

    /** Locks the output of a run that was started before. */
    public static OutputLock lock(Path output) throws IOException, CommandFailure {
        try {
            return OutputLock.take(output);
        } catch (OutputInUseException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        }
    }

    /** Locks the output of a new run; the folder is created if necessary. */
    static OutputLock lockNew(Path output) throws IOException, CommandFailure {
        try {
            return OutputLock.takeNew(output);
        } catch (OutputInUseException | OutputTakenException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        }
    }

    /** As {@link FolderLock#onLoss}, of either. */
    void onLoss(String runId, Runnable action) throws LeaseLostException {
        output.onLoss(runId, action);
        state.onLoss(runId, action);
    }

    /** As {@link FolderLock#requireHeld}, of both. */
    void requireHeld() throws LeaseLostException {
        output.requireHeld();
        state.requireHeld();
    }

    /** Releases both; leaves nothing behind of a run that was not started. */
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
