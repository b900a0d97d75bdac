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
 * A run whose folders this process has locked, ready to be started.
 *
 * @param conf its options
 * @param plan what the run reads
 * @param state its state folder
 * @param locks the locks of both folders
 * @param output its output folder
 * @param restored the restore point to resume from, null to start from the beginning
 * @param rowsBefore input rows completed before it
 * @param leftovers what earlier attempts left behind
 * @param isNew whether this is the run's first attempt
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

    /** The command line that resumes the run. */
    String resumeCommand() {
        return "deltabook run --resume %s--output %s"
                .formatted(conf.run().isFollowed() ? "--follow " : "", output.path());
    }

    /** Whether the run has produced nothing, so nothing of it will be left. */
    boolean isUnused() throws IOException {
        return isNew && output.isUnused() && RestorePoints.newest(state) == null && hasNoJob();
    }

    /**
     * Whether no job of the run can still be running. A job inside this process ends with it; a job
     * on a remote cluster must be known to have ended: if the cluster does not answer, or does not
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
            LOG.debug("[{}] cannot be asked whether the job has ended", job.cluster(), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where the newest checkpoint of this run is recorded. */
    NewestCheckpoints restorePoints() {
        return new NewestCheckpoints(output.runId(), output.path(), state);
    }

    /** Deletes the state of a run that has finished and is fully accounted for. */
    void deleteState() throws IOException {
        state.deleteAll(locks.state(), output.runId());
    }

    /** Gives both folders back if the run produced nothing; otherwise only releases their locks. */
    @Override
    public void close() {
        try (locks) {
            locks.requireHeld();
            if (isUnused()) {
                // Without its job record, a state whose output has no marker may start over.
                state.deleteJob(locks.state(), output.runId());
                if (output.releaseIfUnused()) {
                    deleteState();
                }
            } else {
                state.deleteWorkingFiles(locks.state(), output.runId());
            }
        } catch (IOException e) {
            LOG.warn("[{}] could not be cleaned up", state.path(), e);
        }
    }
}
