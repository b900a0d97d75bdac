// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes the newest checkpoint of a run in both of its folders, and compares what they say. The
 * output is written first, so that of two folders that belong together it is never behind.
 */
public final class NewestCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(NewestCheckpoints.class);

    private final String runId;
    private final Path output;
    private final StateFolder state;
    private long known;

    /** The restore points of a run whose folders are locked by this process. */
    public NewestCheckpoints(String runId, Path output, StateFolder state) {
        this.runId = runId;
        this.output = output;
        this.state = state;
    }

    /**
     * Why a run must not go on from a checkpoint.
     *
     * @param checkpoint its number, 0 for a run that begins anew
     * @return null if it may; otherwise what must hold, and what was found
     */
    public String fault(long checkpoint) throws IOException {
        NewestCheckpoint inOutput = NewestCheckpoint.of(output);
        NewestCheckpoint inState = NewestCheckpoint.read(state.restorePoint());
        if (inOutput != null && !inOutput.runId().equals(runId)) {
            return "[%s] must be of the run of [%s], but is of another (run %s, not %s)"
                    .formatted(
                            output.resolve(NewestCheckpoint.FILE),
                            state.path(),
                            inOutput.runId(),
                            runId);
        }
        if (inOutput != null && checkpoint < inOutput.checkpoint()) {
            return "[%s] %s must be at least as new as checkpoint %d, which [%s] has committed; an older one would write rows twice"
                    .formatted(
                            state.path(),
                            checkpoint == 0 ? "the beginning" : "checkpoint " + checkpoint,
                            inOutput.checkpoint(),
                            output);
        }
        long committed = inOutput == null ? 0 : inOutput.checkpoint();
        if (inState != null && inState.runId().equals(runId) && committed < inState.checkpoint()) {
            return "[%s] must be at least as new as checkpoint %d, which [%s] knows it has committed, but is that of %s; rows committed since would be missing"
                    .formatted(
                            output,
                            inState.checkpoint(),
                            state.path(),
                            committed == 0 ? "the beginning" : "checkpoint " + committed);
        }
        return null;
    }

    /**
     * Notes a checkpoint that the run goes on from or has ended with; numbers only rise.
     *
     * @param checkpoint its number
     */
    public void raise(long checkpoint) throws IOException {
        if (checkpoint <= known) {
            return;
        }
        NewestCheckpoint point = new NewestCheckpoint(runId, checkpoint);
        NewestCheckpoint before = NewestCheckpoint.of(output);
        if (before == null || before.checkpoint() < checkpoint) {
            point.write(output.resolve(NewestCheckpoint.FILE));
        }
        point.write(state.restorePoint());
        known = checkpoint;
    }

    /**
     * Notes the newest checkpoint that the job has completed, if there is a new one. Savepoints
     * taken while it runs do not count: nothing is committed with them, and the user may delete
     * them. What fails is tried again by the next call.
     */
    public void look() {
        try {
            raise(RestorePoints.newestCheckpoint(state));
        } catch (UnreadableRestorePointException e) {
            LOG.debug("A checkpoint was deleted meanwhile", e);
        } catch (IOException e) {
            LOG.warn("The newest checkpoint could not be noted in the output", e);
        }
    }

    /** Notes what a job ended with, a savepoint included. */
    public void lookAtEnd() {
        try {
            RestorePoint newest = RestorePoints.newest(state);
            if (newest != null) {
                raise(newest.id());
            }
        } catch (IOException e) {
            LOG.warn("What the job ended with could not be noted in the output", e);
        }
    }
}
