// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.finish;

import io.deltabook.job.cli.run.Completion;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.state.RunRecord;
import io.deltabook.job.state.StateLock;
import java.io.IOException;
import java.nio.file.Path;

/** Judges the output of a run whose job has ended. Its locks are held by the caller. */
public final class RunVerdict {
    private RunVerdict() {}

    /**
     * Whether its summary says that it is complete. The state may still exist, or what was left of
     * it by a crash during its deletion.
     */
    public static boolean isToldComplete(RunFolders folders) throws IOException {
        OutputFolder marker = folders.marker();
        RunRecord record = folders.record();
        if (marker == null || record != null && !record.runId().equals(marker.runId())) {
            return false;
        }
        Outcome told = Outcome.read(folders.output());
        return told != null && told.isComplete();
    }

    /**
     * Checks whether the run is complete; only then its state is deleted, after manifest and
     * summary are written. May be repeated after a crash at any point, with the same result.
     *
     * @param lock the lock of the state, null if there is no state any more
     */
    public static Completion.Result of(RunFolders folders, Completion completion, StateLock lock)
            throws IOException, CommandFailure {
        Path output = folders.output();
        if (UnfinishedCompaction.isIn(output)) {
            throw CommandFailure.badInput(UnfinishedCompaction.message(output));
        }
        Completion.Result result = completion.again();
        if (result.outcome().isComplete() && lock != null) {
            folders.state().deleteAll(lock, folders.record().runId());
        }
        return result;
    }
}
