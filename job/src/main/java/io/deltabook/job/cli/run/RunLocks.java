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
import java.io.IOException;
import java.nio.file.Path;

/**
 * The locks of a run's two folders. That another process holds one is the user's to solve.
 *
 * @param state the right to use the state folder
 * @param output the right to change the output
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
                    "[%s] state must be a folder that can be made and written, but is not (%s); choose another --state"
                            .formatted(state.path(), e),
                    e);
        }
    }

    /** Locks the output of a run that has begun. */
    public static OutputLock lock(Path output) throws IOException, CommandFailure {
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
