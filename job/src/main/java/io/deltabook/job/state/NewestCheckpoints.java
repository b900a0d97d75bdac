// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the newest checkpoint of a run in both of its folders and compares the two. The output is
 * written first, so it is never behind the state folder it belongs to.
 */
public final class NewestCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(NewestCheckpoints.class);

    /** More than a job keeps of its checkpoints; each look may find one of them gone. */
    private static final int LOOKS = 10;

    private final String runId;
    private final Path output;
    private final StateFolder state;
    private long known;

    /** For a run whose folders are locked by this process. */
    public NewestCheckpoints(String runId, Path output, StateFolder state) {
        this.runId = runId;
        this.output = output;
        this.state = state;
    }

    /**
     * Why a run must not resume from a checkpoint.
     *
     * @param checkpoint its number, 0 to start from the beginning
     * @return null if it may; otherwise what must hold and what was found
     */
    public String fault(long checkpoint) throws IOException {
        NewestCheckpoint inOutput = NewestCheckpoint.of(output);
        NewestCheckpoint inState = NewestCheckpoint.read(state.restorePoint());
        if (inOutput != null && !inOutput.runId().equals(runId)) {
            return "[%s] must belong to the run of [%s], but belongs to another (run %s, not %s)"
                    .formatted(
                            output.resolve(NewestCheckpoint.FILE),
                            state.path(),
                            inOutput.runId(),
                            runId);
        }
        if (isBehind(checkpoint, inOutput)) {
            return "[%s] %s must be at least as new as checkpoint %d, which [%s] has committed; an older one would write rows twice"
                    .formatted(state.path(), name(checkpoint), inOutput.checkpoint(), output);
        }
        long byJob = CommittedByJob.newest(state, runId);
        if (checkpoint < byJob) {
            return "[%s] %s must be at least as new as checkpoint %d, which the run's job has committed; an older one would write rows twice"
                    .formatted(state.path(), name(checkpoint), byJob);
        }
        long committed = inOutput == null ? 0 : inOutput.checkpoint();
        if (inState != null && inState.runId().equals(runId) && committed < inState.checkpoint()) {
            return "[%s] must be at least as new as checkpoint %d, which [%s] records as committed, but is as old as %s; rows committed since would be missing"
                    .formatted(output, inState.checkpoint(), state.path(), name(committed));
        }
        return null;
    }

    private static String name(long checkpoint) {
        return checkpoint == 0 ? "the beginning" : "checkpoint " + checkpoint;
    }

    /** Whether a checkpoint of this run has been committed that is newer than this one. */
    public boolean isBehind(long checkpoint) throws IOException {
        return isBehind(checkpoint, NewestCheckpoint.of(output))
                || checkpoint < CommittedByJob.newest(state, runId);
    }

    private boolean isBehind(long checkpoint, NewestCheckpoint inOutput) {
        return inOutput != null
                && inOutput.runId().equals(runId)
                && checkpoint < inOutput.checkpoint();
    }

    /**
     * Records a checkpoint that the run resumes from or has ended with; the number never decreases.
     *
     * @param checkpoint the checkpoint's number
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
     * Records the newest checkpoint that the job has completed, if it is new. Savepoints of a
     * running job do not count: they commit nothing, and the user may delete them. A failure is
     * logged, and the next call tries again.
     *
     * @return whether it is recorded
     */
    public boolean look() {
        try {
            raise(RestorePoints.newestCheckpoint(state));
            return true;
        } catch (UnreadableRestorePointException e) {
            LOG.debug("A checkpoint was deleted while it was read", e);
        } catch (IOException e) {
            LOG.warn("The newest checkpoint could not be recorded in the output", e);
        }
        return false;
    }

    /** Records the checkpoint or savepoint that a job ended with. */
    public void lookAtEnd() {
        try {
            RestorePoint newest = newest();
            if (newest != null) {
                raise(newest.id());
            }
        } catch (IOException e) {
            LOG.warn(
                    "The job's final checkpoint or savepoint could not be recorded in the output",
                    e);
        }
    }

    /** A job that has read all deletes its checkpoints, maybe while they are looked at. */
    private RestorePoint newest() throws IOException {
        for (int look = 1; ; look++) {
            try {
                return RestorePoints.newest(state);
            } catch (UnreadableRestorePointException e) {
                if (look == LOOKS || Place.exists(e.file())) {
                    throw e;
                }
                LOG.debug("A checkpoint was deleted while it was read", e);
            }
        }
    }
}
