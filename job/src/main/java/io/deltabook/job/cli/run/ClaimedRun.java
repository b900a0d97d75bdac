// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.Leftovers;
import io.deltabook.job.state.NewestCheckpoints;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run whose folders are this process's own, ready to be started.
 *
 * @param conf its options
 * @param plan what it reads
 * @param state its state folder
 * @param locks the right to use it and to change the output
 * @param output its output folder
 * @param restored what it goes on from, null for the beginning
 * @param rowsBefore input rows that were done by then
 * @param leftovers what earlier attempts left
 * @param isNew whether this attempt is its first
 */
public record ClaimedRun(
        JobConf conf,
        LanePlan plan,
        StateFolder state,
        RunLocks locks,
        OutputFolder output,
        RestorePoint restored,
        long rowsBefore,
        Leftovers leftovers,
        boolean isNew)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimedRun.class);

    /** How a user goes on with it. */
    String resumeCommand() {
        return "deltabook run --resume --output " + output.path();
    }

    /** Whether nothing has come of it, so that nothing will be left of it. */
    boolean isUnused() throws IOException {
        return isNew && RestorePoints.newest(state) == null && output.isUnused() && hasNoJob();
    }

    /**
     * Whether no job of it can still be at work. One inside this process ends with it; one on a
     * cluster elsewhere must be known to have ended: if the cluster does not answer, or does not
     * know the job yet, it may be about to write.
     */
    private boolean hasNoJob() throws IOException {
        JobRecord job = JobRecord.read(state.job());
        if (job == null || job.isEmbedded()) {
            return true;
        }
        try {
            return JobRest.of(job, state).status().isKnownToHaveEnded();
        } catch (IOException e) {
            LOG.debug("[{}] does not say whether the job has ended", job.cluster(), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where the newest checkpoint of this run is noted. */
    NewestCheckpoints restorePoints() {
        return new NewestCheckpoints(output.runId(), output.path(), state);
    }

    /** Deletes the state of a run that is at its end and fully accounted for. */
    void deleteState() throws IOException {
        state.deleteAll(locks.state(), output.runId());
    }

    /** Gives both folders back if nothing came of it; otherwise only the right to use them. */
    @Override
    public void close() {
        try (locks) {
            if (isUnused()) {
                // Without its record of a job, a state whose output has no marker may begin anew.
                state.deleteJob(locks.state(), output.runId());
                if (output.releaseIfUnused()) {
                    deleteState();
                }
            } else {
                state.deleteWorkingFiles(locks.state(), output.runId());
            }
        } catch (IOException e) {
            LOG.warn("[{}] could not be tidied", state.path(), e);
        }
    }
}
