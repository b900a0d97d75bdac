// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.answer.RunProgress;
import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.config.FixedOptions;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.output.OutputTakenException;
import io.deltabook.job.output.Summary;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.source.ReadPositions;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.Leftovers;
import io.deltabook.job.state.NewestCheckpoints;
import io.deltabook.job.state.PlanFile;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePointContent;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.ResumeRule;
import io.deltabook.job.state.ResumeRule.Committed;
import io.deltabook.job.state.ResumeRule.Newest;
import io.deltabook.job.state.RunRecord;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.state.UnreadableRestorePointException;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;

/**
 * Resumes the run of a locked state folder: inspects what exists, then claims the run, finds it
 * finished, or refuses.
 */
public final class ResumedRun {
    private final RunRecord record;
    private final Configuration options;
    private final StateFolder state;
    private final Console console;
    private final LanePlan plan;
    private final List<LaneId> lanes;

    /**
     * Reads what the run was started with.
     *
     * @param record the record in the state folder
     * @param options the record's options, overridden by those given now
     */
    public ResumedRun(RunRecord record, Configuration options, StateFolder state, Console console)
            throws IOException {
        this.record = record;
        this.options = options;
        this.state = state;
        this.console = console;
        this.plan = PlanFile.read(state.plan());
        this.lanes = plan.laneIds();
    }

    /**
     * Claims the run.
     *
     * @return null if the run has finished, so there is nothing to resume
     */
    public ClaimedRun claim(RunLocks locks)
            throws IOException, CommandFailure, InvalidConfigException {
        requireSame();
        requireNoJob(state);
        requireNoCompaction();
        requireSeeds();
        JobConf conf = RunAdmission.withinRoom(JobConf.from(options), plan, console);
        CommittedOutput committed = CommittedOutput.of(record.output());
        new ForeignStop(state, console).before(committed.hasEnded(lanes));
        RestorePointContent newest = null;
        UnreadableRestorePointException unreadable = null;
        ReadPositions positions = new ReadPositions(0, Set.copyOf(lanes));
        try {
            RestorePoint snapshot = RestorePoints.newest(state);
            if (snapshot != null) {
                newest = RestorePointContent.read(snapshot);
                positions = newest.positions(plan);
            }
        } catch (UnreadableRestorePointException e) {
            unreadable = e;
        }
        ResumeRule rule =
                ResumeRule.decide(
                        unreadable != null ? Newest.UNREADABLE : standing(newest),
                        committed.isEmpty()
                                ? Committed.NOTHING
                                : committed.hasEnded(lanes) ? Committed.ALL_LANES : Committed.SOME,
                        positions.unfinished(),
                        committed.ended());
        return switch (rule) {
            case RESTORE -> restore(conf, newest, positions, locks);
            case BEGIN -> begin(conf, locks);
            case FINISHED -> null;
            case UNREADABLE -> {
                // A crash while Flink deletes the checkpoints of a finished job can leave one with
                // some of its files missing.
                if (committed.hasEnded(lanes)
                        && completion().standing() == Completion.Standing.BALANCED) {
                    yield null;
                }
                throw refusal(
                        unreadable.getMessage(),
                        "it is the newest checkpoint, and an older one would repeat rows that are committed",
                        unreadable);
            }
            case OUTDATED ->
                    throw refusal(
                            "[%s] %s must be as new as what is committed in [%s], but lanes that it still reads are complete there"
                                    .formatted(state.path(), newest.snapshot(), record.output()),
                            "the newest checkpoints are lost",
                            null);
            case LOST ->
                    throw refusal(
                            "[%s] state must have a checkpoint, because rows are committed in [%s], but has none"
                                    .formatted(state.path(), record.output()),
                            "the checkpoints are lost",
                            null);
        };
    }

    private Newest standing(RestorePointContent newest) throws IOException {
        if (newest == null) {
            return Newest.NONE;
        }
        return restorePoints().isBehind(newest.snapshot().id()) ? Newest.BEHIND : Newest.READABLE;
    }

    /**
     * Takes over a restore point from elsewhere, before the run is claimed.
     *
     * @param path its folder, a URI or a path
     */
    public void takeOver(String path) throws IOException, CommandFailure {
        new ForeignStop(state, console).given(path);
    }

    /** The rule that decides whether the run is complete. */
    public Completion completion() throws InvalidConfigException {
        return Completion.of(record.output(), plan, JobConf.from(options));
    }

    /** Checked before anything is changed: neither folder may be older than the other. */
    private void requireNewest(long checkpoint) throws IOException, CommandFailure {
        String fault = restorePoints().fault(checkpoint);
        if (fault != null) {
            throw refusal(
                    fault,
                    "a folder was restored from a backup or copied, or the job was stopped with a savepoint elsewhere, which belongs into [%s]"
                            .formatted(state.savepoints()),
                    null);
        }
    }

    private NewestCheckpoints restorePoints() {
        return new NewestCheckpoints(record.runId(), record.output(), state);
    }

    private CommandFailure refusal(String what, String why, Exception cause) {
        return CommandFailure.badInput(
                "%s: %s; restore it, or start a new run with another --output and --state"
                        .formatted(what, why),
                cause);
    }

    private void requireSame() throws CommandFailure {
        if (!record.state().equals(state.path())) {
            throw CommandFailure.badInput(
                    "[%s] state must be where the run was started, at [%s], because checkpoints name their files: move it back"
                            .formatted(state.path(), record.state()));
        }
        List<String> changes = FixedOptions.changes(record.fixed(), FixedOptions.fixed(options));
        if (!changes.isEmpty()) {
            throw CommandFailure.of(
                    ExitCode.USAGE,
                    "[%s] the run of [%s] must be resumed with the options it was started with; leave these out, or start a new run with another --output and --state:"
                            .formatted(state.path(), record.output()),
                    changes);
        }
    }

    /**
     * A job on a remote cluster outlives the process that started it; that of an application does
     * not outlive the lock that this process holds now.
     */
    public static void requireNoJob(StateFolder state) throws IOException, CommandFailure {
        JobRecord job = JobRecord.read(state.job());
        if (job == null || job.isEmbedded()) {
            return;
        }
        try {
            if (!JobRest.of(job, state).status().isEnded()) {
                throw CommandFailure.badInput(
                        "[%s] the run must not be running, but is job %s on %s: see 'deltabook status', end it with 'deltabook stop'"
                                .formatted(state.path(), job.jobId(), job.cluster()));
            }
        } catch (IOException e) {
            if (job.isApplication()) {
                return;
            }
            throw CommandFailure.badInput(
                    "[%s] must answer whether job %s is still running there, but does not (%s): start that cluster, or, if it is gone for good, delete [%s]"
                            .formatted(job.cluster(), job.jobId(), RootCause.of(e), state.job()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while waiting for the cluster's answer", e);
        }
    }

    private void requireNoCompaction() throws CommandFailure {
        if (UnfinishedCompaction.isIn(record.output())) {
            throw CommandFailure.badInput(UnfinishedCompaction.message(record.output()));
        }
    }

    /** The closing books that lanes continue from have been copied into the run's state. */
    private void requireSeeds() throws CommandFailure, IOException {
        if (!plan.seeds().isEmpty() && !Place.isFile(state.seeds())) {
            throw refusal(
                    "[%s] must have the closing books that the run was started with, but is gone"
                            .formatted(state.seeds()),
                    "its lanes cannot continue from them",
                    null);
        }
    }

    private ClaimedRun begin(JobConf conf, RunLocks locks) throws IOException, CommandFailure {
        requireNewest(0);
        OutputFolder output = output(conf, locks);
        requireUnchanged(Set.copyOf(lanes));
        Leftovers.deleteAll(state, locks.state(), record.runId(), record.output());
        console.note("No checkpoint was completed and nothing committed: the run starts over.");
        console.note(RunProgress.input(plan));
        return new ClaimedRun(conf, plan, state, locks, output, null, 0, Leftovers.none(), false);
    }

    private ClaimedRun restore(
            JobConf conf, RestorePointContent newest, ReadPositions positions, RunLocks locks)
            throws IOException, CommandFailure {
        requireNewest(newest.snapshot().id());
        OutputFolder output = output(conf, locks);
        requireUnchanged(positions.unfinished());
        newest.force();
        restorePoints().raise(newest.snapshot().id());
        Leftovers leftovers = Leftovers.besides(newest, state, record.output());
        console.note(RunProgress.input(plan));
        console.note(
                "Resuming from "
                        + RunProgress.of(newest.snapshot(), positions.rows(), plan.rows())
                        + RunProgress.committed(record.output()));
        return new ClaimedRun(
                conf,
                plan,
                state,
                locks,
                output,
                newest.snapshot(),
                positions.rows(),
                leftovers,
                false);
    }

    /**
     * Locks the output of a run. If it has no marker, the run must have died before creating it: a
     * run with a job or a checkpoint has had a marker, so its output was moved or is not mounted,
     * and must not be started a second time in its place.
     */
    public static OutputLock lockOutput(RunRecord record, StateFolder state)
            throws IOException, CommandFailure {
        Path output = record.output();
        if (Place.exists(output.resolve(OutputFolder.MARKER))) {
            return RunLocks.lock(output);
        }
        if (state.hasHadJob()) {
            throw CommandFailure.badInput(
                    "[%s] must be the output of the run of [%s], but has no %s: it was moved or is not mounted; put it back, or start a new run with another --output and --state"
                            .formatted(output, state.path(), OutputFolder.MARKER));
        }
        return RunLocks.lockNew(output);
    }

    /** The output with its marker, which is missing if the run died before creating it. */
    private OutputFolder output(JobConf conf, RunLocks locks) throws IOException, CommandFailure {
        Path path = record.output();
        if (!Place.exists(path.resolve(OutputFolder.MARKER))) {
            try {
                return RunAdmission.claimOutput(conf, plan, record.runId(), locks.output(), state);
            } catch (OutputTakenException e) {
                throw CommandFailure.badInput(e.getMessage(), e);
            }
        }
        OutputFolder output = OutputFolder.open(path);
        String fingerprint = RunFingerprint.of(conf, plan);
        if (conf.run().isFollowed() && !output.fingerprint().equals(fingerprint)) {
            output = output.replanned(fingerprint, lanes);
        }
        for (String derived : List.of(Manifest.FILE, Summary.FILE)) {
            Files.deleteIfExists(path.resolve(derived));
        }
        Disk.forceNames(path);
        return output;
    }

    private void requireUnchanged(Set<LaneId> unfinished) throws IOException, CommandFailure {
        List<String> changes = PlanFile.changes(plan, unfinished);
        if (!changes.isEmpty()) {
            throw CommandFailure.of(
                    ExitCode.BAD_INPUT,
                    "[%s] the run of [%s] must be resumed with the input it was started with, but %d files have changed:"
                            .formatted(state.path(), record.output(), changes.size()),
                    changes.stream().limit(10).toList());
        }
    }

    /** What the run reads. */
    LanePlan plan() {
        return plan;
    }
}
