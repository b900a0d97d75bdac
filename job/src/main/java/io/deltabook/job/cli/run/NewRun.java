// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.cli.answer.PlannedLanes;
import io.deltabook.job.cli.answer.RunProgress;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.Version;
import io.deltabook.job.config.FixedOptions;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.OutputTakenException;
import io.deltabook.job.plan.LaneKeys;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.LanePlanner;
import io.deltabook.job.seed.PlannedSeeds;
import io.deltabook.job.seed.SeedFile;
import io.deltabook.job.seed.SeedPlanner;
import io.deltabook.job.source.KeyGroupLaneKeys;
import io.deltabook.job.state.Leftovers;
import io.deltabook.job.state.NewestCheckpoint;
import io.deltabook.job.state.PlanFile;
import io.deltabook.job.state.RunRecord;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.state.StateLock;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.RealPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;

/**
 * Starts a run: plans it and claims its folders. The run's record is on disk before its output is
 * claimed, so a run that dies in between can be resumed.
 */
public final class NewRun {
    private final Configuration options;
    private final JobConf conf;
    private final Console console;
    private final Path output;
    private final StateFolder state;
    private PlannedSeeds seeds;
    private Set<String> files;

    public NewRun(Configuration options, JobConf conf, Console console) {
        this.options = new Configuration(options);
        // Part of the state's form, so it is recorded as it was chosen.
        this.options.set(RunOptions.MAX_PARALLELISM, conf.run().maxParallelism());
        this.conf = conf;
        this.console = console;
        this.output = conf.run().output().toAbsolutePath().normalize();
        this.state = new StateFolder(conf.run().state());
    }

    /** Leaves out all other files of an input that grows. */
    public NewRun of(Collection<String> paths) {
        files = Set.copyOf(paths);
        return this;
    }

    public ClaimedRun claim() throws IOException, CommandFailure {
        return claim(null);
    }

    /**
     * Claims the folders.
     *
     * @param lost the output of a run with the same input and options that lost its state before it
     *     committed anything, and is started over; null for a new output
     */
    public ClaimedRun claim(OutputFolder lost) throws IOException, CommandFailure {
        requireApart();
        IdleOptions idle = new IdleOptions(options);
        idle.beside(conf).forEach(console::warn);
        LanePlan plan = plan();
        idle.on(plan).forEach(console::warn);
        JobConf fitted = RunAdmission.withinRoom(conf, plan, console);
        if (Place.exists(state.path()) && !Place.isFolder(state.path())) {
            throw CommandFailure.badInput(
                    "[%s] state must be a folder, but is a file: choose another --state"
                            .formatted(state.path()));
        }
        requireUnused(lost);
        StateLock stateLock = RunLocks.lock(state);
        RunLocks locks = null;
        try {
            locks = new RunLocks(stateLock, RunLocks.lockNew(output));
            requireUnused(lost);
            if (lost != null) {
                takeOver(lost, plan);
            }
            ClaimedRun run = claim(fitted, plan, locks);
            console.note(RunProgress.width(fitted.run()));
            PlannedLanes.lines(plan).forEach(console::note);
            locks = null;
            stateLock = null;
            return run;
        } finally {
            if (locks != null) {
                locks.discard();
            } else if (stateLock != null) {
                stateLock.discard();
            }
        }
    }

    /** Checked before anything is created in the folders, and again under their locks. */
    private void requireUnused(OutputFolder lost) throws IOException, CommandFailure {
        if (state.hasRun()) {
            RunRecord run = RunRecord.read(state.run());
            throw CommandFailure.badInput(
                    "[%s] state must be new or empty, but belongs to the run of [%s] started at %s: resume it with 'deltabook run --resume --output %s', or choose another --state"
                            .formatted(state.path(), run.output(), run.started(), run.output()));
        }
        List<String> foreign = state.foreign();
        if (!foreign.isEmpty()) {
            throw CommandFailure.badInput(
                    "[%s] state must be new or empty, because the whole folder is deleted at the end, but has %s: choose another --state"
                            .formatted(
                                    state.path(),
                                    foreign.size() == 1
                                            ? foreign.get(0)
                                            : "%s and %d more"
                                                    .formatted(
                                                            foreign.get(0), foreign.size() - 1)));
        }
        if (lost == null) {
            try {
                OutputFolder.requireEmpty(output);
            } catch (OutputTakenException e) {
                throw CommandFailure.badInput(e.getMessage(), e);
            }
        }
    }

    private void takeOver(OutputFolder lost, LanePlan plan) throws IOException, CommandFailure {
        NewestCheckpoint point = NewestCheckpoint.of(output);
        if (point != null) {
            throw CommandFailure.badInput(
                    "[%s] state must have checkpoint %d, which [%s] has committed, but there is none: restore it, or start a new run with another --output"
                            .formatted(state.path(), point.checkpoint(), output));
        }
        if (!CommittedOutput.of(output).isEmpty()) {
            throw CommandFailure.badInput(
                    "[%s] must have no rows for its run to start over, but some were committed meanwhile: choose another --output"
                            .formatted(output));
        }
        if (!lost.fingerprint().equals(RunFingerprint.of(conf, plan))) {
            throw CommandFailure.badInput(
                    "[%s] must be the output of a run with this input and these options, but was started with others: choose another --output"
                            .formatted(output));
        }
        lost.releaseUncommitted();
    }

    private ClaimedRun claim(JobConf fitted, LanePlan plan, RunLocks locks)
            throws IOException, CommandFailure {
        String runId = JobID.generate().toHexString();
        PlanFile.write(plan, state.plan());
        if (seeds != null) {
            SeedFile.write(seeds.states(), state.seeds());
        }
        RunRecord record =
                new RunRecord(
                        Version.text(),
                        runId,
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        output,
                        state.path(),
                        FixedOptions.fixed(options),
                        FixedOptions.free(options));
        record.write(state.run());
        try {
            OutputFolder folder =
                    RunAdmission.claimOutput(conf, plan, runId, locks.output(), state);
            return new ClaimedRun(
                    fitted, plan, state, locks, folder, null, 0, Leftovers.none(), true);
        } catch (OutputTakenException e) {
            state.deleteAll(locks.state(), runId);
            throw CommandFailure.badInput(e.getMessage(), e);
        }
    }

    /**
     * The run's folders must not lie inside its input, nor its input inside them, nor outputs
     * inside outputs.
     */
    private void requireApart() throws IOException, CommandFailure {
        for (Path input : conf.source().inputs()) {
            requireApart(input, output, "--output");
            requireApart(input, conf.run().state(), "--state");
        }
        requireOutsideOutputs(RealPath.of(output).getParent());
    }

    /** Who reads an output would read one inside it as well, and rows twice. */
    private void requireOutsideOutputs(Path folder) throws IOException, CommandFailure {
        if (folder == null || folder.getFileName() == null) {
            return;
        }
        if (Place.exists(folder.resolve(OutputFolder.MARKER))) {
            throw CommandFailure.badInput(
                    "[%s] must not lie inside the output of another run, but lies in [%s]; choose another --output"
                            .formatted(output, folder));
        }
        requireOutsideOutputs(folder.getParent());
    }

    private static void requireApart(Path input, Path written, String option)
            throws CommandFailure {
        if (RealPath.isWithin(input, written) || RealPath.isWithin(written, input)) {
            throw CommandFailure.badInput(
                    "[%s] must be separate from the input [%s]; choose another %s"
                            .formatted(written, input, option));
        }
    }

    private LanePlan plan() throws CommandFailure {
        try {
            LaneKeys keys = new KeyGroupLaneKeys(conf.run().maxParallelism());
            LanePlan plan =
                    files == null
                            ? LanePlanner.plan(conf.source(), keys)
                            : LanePlanner.plan(conf.source(), keys, files);
            console.note(RunProgress.input(plan));
            return conf.run().seed() == null ? plan : seeded(plan);
        } catch (BadInputException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        }
    }

    private LanePlan seeded(LanePlan plan) {
        seeds = SeedPlanner.plan(conf.run().seed(), plan.lanes(), conf.book());
        seeds.lines().forEach(console::note);
        return plan.withSeeds(seeds.points(), seeds.warnings());
    }
}
