// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.finish;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.run.Completion;
import io.deltabook.job.cli.run.RunAnswer;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.run.RunLocks;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.PlanFile;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePointContent;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.RunRecord;
import io.deltabook.job.state.StateLock;
import io.deltabook.job.state.UnreadableRestorePointException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * Finishes a run whose job has ended without anybody waiting for it: checks that it balances,
 * writes manifest and summary, and only then deletes the state. It never starts a job. Whatever it
 * dies at, it can be repeated, and repeated after its end it says the same.
 */
public final class RunFinish {
    private final RunFolders folders;
    private final Map<String, Object> limits;
    private final RunAnswer answer;
    private final Console console;

    /**
     * A run to finish.
     *
     * @param limits options that override those that the run was started with
     * @param answer how its result is printed
     */
    public RunFinish(
            RunFolders folders, Map<String, Object> limits, RunAnswer answer, Console console) {
        this.folders = folders;
        this.limits = limits;
        this.answer = answer;
        this.console = console;
    }

    /** Finishes it; returns an {@link ExitCode}. */
    public int execute() throws CommandFailure, InvalidConfigException, IOException {
        Completion.Result result = folders.record() == null ? withoutState() : withState();
        answer.finished(result.summary(), folders.output(), console);
        return result.end(folders.state(), console);
    }

    private Completion.Result withoutState()
            throws CommandFailure, InvalidConfigException, IOException {
        OutputFolder marker = requireMarker();
        try (OutputLock lock = RunLocks.lock(folders.output())) {
            if (!RunVerdict.isToldComplete(folders)) {
                requireAllLanes(marker.lanes());
            }
            Configuration given = new ConfigLayers().add(limits, "command line").configuration();
            Completion completion =
                    Completion.of(
                            marker, RunConf.maxGapRatio(given), RunConf.maxRejectRatio(given));
            return RunVerdict.of(folders, completion, null);
        }
    }

    private OutputFolder requireMarker() throws CommandFailure, IOException {
        OutputFolder marker = folders.output() == null ? null : folders.marker();
        if (marker == null) {
            throw CommandFailure.badInput(
                    "[%s] must be the output of a run, but has no %s: name the folder that 'deltabook run' was given"
                            .formatted(
                                    folders.output() == null
                                            ? folders.state().path()
                                            : folders.output(),
                                    OutputFolder.MARKER));
        }
        return marker;
    }

    private Completion.Result withState()
            throws CommandFailure, InvalidConfigException, IOException {
        requireMarker();
        try (StateLock state = RunLocks.lock(folders.state());
                RunLocks locks = new RunLocks(state, RunLocks.lock(folders.output()))) {
            if (RunVerdict.isToldComplete(folders)) {
                return RunVerdict.of(folders, Completion.of(folders.marker(), 1, 1), locks.state());
            }
            String silence = requireNotRunning();
            LanePlan plan = PlanFile.read(folders.state().plan());
            requireAllLanes(plan.laneIds());
            Completion completion = Completion.of(folders.output(), plan, JobConf.from(options()));
            if (completion.standing() == Completion.Standing.SHORT) {
                requireNothingOwed(plan, silence);
            }
            return RunVerdict.of(folders, completion, locks.state());
        }
    }

    private Configuration options() throws InvalidConfigException {
        RunRecord record = folders.record();
        String where = folders.state().run().toString();
        Configuration options =
                new ConfigLayers()
                        .add(record.fixed(), where)
                        .add(record.free(), where)
                        .add(limits, "command line")
                        .configuration();
        options.set(RunOptions.STATE, folders.state().path().toString());
        return options;
    }

    /**
     * The run's job must not be running.
     *
     * @return why its cluster cannot be asked, null if it is known that the job has ended
     */
    private String requireNotRunning() throws IOException, CommandFailure {
        JobRecord job = JobRecord.read(folders.state().job());
        if (job == null || job.isEmbedded()) {
            return null;
        }
        JobRest.Status status;
        try {
            status = JobRest.of(job, folders.state()).status();
        } catch (IOException e) {
            return "[%s] does not answer whether job %s is still running (%s)"
                    .formatted(job.cluster(), job.jobId(), RootCause.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while waiting for the cluster's answer", e);
        }
        if (!status.isEnded()) {
            throw CommandFailure.badInput(
                    "[%s] the run must have ended to be finished, but is job %s on %s: wait for its end, see 'deltabook status', or end it with 'deltabook stop'"
                            .formatted(folders.output(), job.jobId(), job.cluster()));
        }
        return null;
    }

    private void requireAllLanes(List<LaneId> lanes) throws IOException, CommandFailure {
        CommittedOutput committed = CommittedOutput.of(folders.output());
        if (committed.hasEnded(lanes)) {
            return;
        }
        List<LaneId> open =
                lanes.stream().filter(lane -> !committed.ended().contains(lane)).toList();
        throw CommandFailure.badInput(
                "[%s] every lane must be read to its end for the run to be finished, but %d of %s %s not%s: %s"
                        .formatted(
                                folders.output(),
                                open.size(),
                                Counted.of(lanes.size(), "lane"),
                                open.size() == 1 ? "is" : "are",
                                open.isEmpty() ? "" : ", such as " + open.get(0),
                                folders.record() == null
                                        ? "its state [%s] is missing; restore it and resume with '%s'"
                                                .formatted(folders.state().path(), resume())
                                        : "resume it with '" + resume() + "'"));
    }

    /** A job that failed at its very end may have left a checkpoint with something to commit. */
    private void requireNothingOwed(LanePlan plan, String silence)
            throws IOException, CommandFailure {
        if (silence != null) {
            throw CommandFailure.badInput(
                    "%s, and [%s] does not balance yet: start that cluster, or, if it is gone for good, delete [%s] and resume with '%s'"
                            .formatted(silence, folders.output(), folders.state().job(), resume()));
        }
        try {
            RestorePoint newest = RestorePoints.newest(folders.state());
            if (newest != null
                    && RestorePointContent.read(newest).positions(plan).unfinished().isEmpty()) {
                throw CommandFailure.badInput(
                        "[%s] must balance to be finished, but does not yet, and %s of its state may still have rows to commit: commit them with '%s'"
                                .formatted(folders.output(), newest, resume()));
            }
        } catch (UnreadableRestorePointException e) {
            console.note(e.getMessage());
        }
    }

    private String resume() {
        return "deltabook run --resume --output " + folders.output();
    }
}
