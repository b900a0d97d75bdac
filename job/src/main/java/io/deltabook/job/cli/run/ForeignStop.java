// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.state.StopSavepoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Others may stop a job through the REST interface or Flink's command line, with a savepoint in any
 * folder. Its rows are committed, so the run must resume from that savepoint and nothing older: it
 * is recorded in the state folder and copied there.
 */
final class ForeignStop {
    /** A cluster's answers may be a few seconds old. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ForeignStop.class);
    private static final String FINISHED = "FINISHED";
    private static final long POLL_MILLIS = 200;

    private final StateFolder state;
    private final Console console;

    ForeignStop(StateFolder state, Console console) {
        this.state = state;
        this.console = console;
    }

    /**
     * Handles the end of a job that this process has waited for.
     *
     * @param told what the cluster reported as the savepoint that stopped the job, null for none
     * @return the restore point that the run was stopped at, in its own state folder; null if it
     *     was not stopped with a savepoint
     */
    RestorePoint after(StopSavepoint told) throws IOException, CommandFailure {
        JobRecord job = JobRecord.read(state.job());
        StopSavepoint savepoint = told;
        if (savepoint == null && job != null && !job.isEmbedded()) {
            savepoint = await(JobRest.of(job, state));
        }
        return savepoint == null ? null : brought(savepoint, job, ExitCode.FAILED);
    }

    /**
     * Handles the last job of a run about to be resumed, which may have ended unobserved.
     *
     * @param isAtItsEnd whether all lanes are complete, so the job may have finished by itself
     */
    void before(boolean isAtItsEnd) throws IOException, CommandFailure {
        JobRecord job = JobRecord.read(state.job());
        if (job == null) {
            return;
        }
        StopSavepoint savepoint = job.stopped();
        if (savepoint == null && !job.isEmbedded() && !isAtItsEnd) {
            savepoint = job.isApplication() ? askedIfThere(job) : asked(job);
        }
        if (savepoint != null) {
            brought(savepoint, job, ExitCode.BAD_INPUT);
        }
    }

    /**
     * Takes over a restore point that Flink was told to start from, if it is the newest of the run.
     *
     * @param path its folder, a URI or a path
     */
    void given(String path) throws IOException, CommandFailure {
        Path folder = new StopSavepoint(0, path).path().toAbsolutePath().normalize();
        if (folder.startsWith(state.path())) {
            return;
        }
        long id = RestorePoints.id(folder);
        RestorePoint newest = RestorePoints.newest(state);
        if (newest != null && newest.id() > id) {
            console.warn(
                    "[%s] is restore point %d, but the run has come to %s since: it goes on from there, because the older one would write rows twice"
                            .formatted(folder, id, newest));
            return;
        }
        brought(new StopSavepoint(id, path), JobRecord.read(state.job()), ExitCode.BAD_INPUT);
    }

    /** The cluster of an application ends with it, and so does what it could tell. */
    private StopSavepoint askedIfThere(JobRecord job) throws CommandFailure {
        try {
            return asked(job);
        } catch (IOException e) {
            LOG.debug("[{}] has ended with its job", job.cluster(), e);
            return null;
        }
    }

    private StopSavepoint asked(JobRecord job) throws IOException, CommandFailure {
        JobRest rest = JobRest.of(job, state);
        try {
            if (!rest.status().word().equals(FINISHED)) {
                return rest.stopSavepoint();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        StopSavepoint savepoint = await(rest);
        if (savepoint == null) {
            throw CommandFailure.badInput(
                    "[%s] must report the savepoint that job %s was stopped with, because not all lanes are complete, but does not: try again, or restore the files missing from the output"
                            .formatted(job.cluster(), job.jobId()));
        }
        return savepoint;
    }

    private static StopSavepoint await(JobRest job) throws CommandFailure {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            StopSavepoint savepoint = job.stopSavepoint();
            while (savepoint == null && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                savepoint = job.stopSavepoint();
            }
            return savepoint;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static CommandFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return CommandFailure.failed("interrupted while waiting for the cluster's answer", e);
    }

    private RestorePoint brought(StopSavepoint savepoint, JobRecord job, int exitCode)
            throws IOException, CommandFailure {
        RestorePoint newest = RestorePoints.newest(state);
        if (newest != null && newest.id() >= savepoint.id()) {
            return newest;
        }
        if (job != null && job.stopped() == null) {
            job.stoppedAt(savepoint).write(state.job());
        }
        try {
            RestorePoint copy = savepoint.copyInto(state);
            console.note(
                    "The job was stopped externally with savepoint %d in [%s]. The savepoint was copied to [%s]; the run resumes from there."
                            .formatted(savepoint.id(), savepoint.folder(), copy.folder()));
            return copy;
        } catch (IOException e) {
            throw new CommandFailure(
                    exitCode,
                    List.of(
                            "[%s] savepoint %d, which the run was stopped with, must be copied into its state, but cannot be (%s): copy that folder into [%s] and resume with 'deltabook run --resume'; anything older would write rows twice"
                                    .formatted(
                                            savepoint.folder(),
                                            savepoint.id(),
                                            RootCause.of(e),
                                            state.savepoints())),
                    e);
        }
    }
}
