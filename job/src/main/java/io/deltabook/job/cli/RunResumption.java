// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.finish.RunVerdict;
import io.deltabook.job.cli.run.ClaimedRun;
import io.deltabook.job.cli.run.Completion;
import io.deltabook.job.cli.run.IdleOptions;
import io.deltabook.job.cli.run.JobStart;
import io.deltabook.job.cli.run.NewRun;
import io.deltabook.job.cli.run.ResumedRun;
import io.deltabook.job.cli.run.RunAnswer;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.run.RunLocks;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.config.SourceOptions;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.state.RunRecord;
import io.deltabook.job.state.StateLock;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code run --resume}: finds the run and resumes it, starts it, or reports that it is complete.
 */
final class RunResumption {
    private static final Logger LOG = LoggerFactory.getLogger(RunResumption.class);

    private final InputArguments input;
    private final Map<String, Object> named;
    private final RunAnswer answer;
    private final Console console;
    private final JobStart start;
    private final RunPlaces places;
    private String restorePoint;
    private Growth growth;

    /** Adds to the plan of a run. */
    interface Growth {
        void grow(RunFolders folders, JobConf conf)
                throws CommandFailure, InvalidConfigException, IOException;
    }

    RunResumption(
            InputArguments input,
            Map<String, Object> named,
            RunAnswer answer,
            Console console,
            JobStart start) {
        this.input = input;
        this.named = named;
        this.answer = answer;
        this.console = console;
        this.start = start;
        this.places = new RunPlaces(start.isInFlink());
    }

    /** Runs until the run ends; returns an {@link ExitCode}. */
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        Configuration given = input.layers(named).configuration();
        RunFolders folders = places.folders(given);
        return folders.record() == null ? without(folders, given) : with(folders, given);
    }

    /** Resumes from a restore point that is not in the run's state, null for none. */
    RunResumption from(String given) {
        restorePoint = given;
        return this;
    }

    /** What to do before the plan is read, when the folders are locked and no job is running. */
    RunResumption growing(Growth before) {
        growth = before;
        return this;
    }

    /** Refuses a restore point of another run. */
    static String strange(String restorePoint) {
        return "[%s] execution.state-recovery.path must be a restore point of this run, but no run has written anything to this output: leave it out to start one"
                .formatted(restorePoint);
    }

    private int with(RunFolders folders, Configuration given)
            throws CommandFailure, InvalidConfigException, IOException {
        RunRecord record = folders.record();
        Configuration options = options(folders, input, named);
        try (StateLock state = RunLocks.lock(folders.state());
                OutputLock output = ResumedRun.lockOutput(record, folders.state())) {
            RunLocks locks = new RunLocks(state, output);
            if (RunVerdict.isToldComplete(folders)) {
                return finished(folders, Completion.of(folders.marker(), 1, 1), state);
            }
            JobConf conf = JobConf.from(options);
            places.reach(conf);
            new IdleOptions(given).beside(conf).forEach(console::warn);
            if (growth != null) {
                ResumedRun.requireNoJob(folders.state());
                growth.grow(folders, conf);
            }
            ResumedRun resumed = new ResumedRun(record, options, folders.state(), console);
            if (restorePoint != null) {
                resumed.takeOver(restorePoint);
            }
            ClaimedRun run = resumed.claim(locks);
            if (run == null) {
                return finished(folders, resumed.completion(), state);
            }
            try (run) {
                return start.execute(run);
            }
        }
    }

    private int without(RunFolders folders, Configuration given)
            throws CommandFailure, InvalidConfigException, IOException {
        OutputFolder marker = folders.marker();
        if (folders.output() == null) {
            throw CommandFailure.badInput(
                    "[%s] state must be that of a run, but has no %s: name the run's --output"
                            .formatted(
                                    folders.state().path(), folders.state().run().getFileName()));
        }
        CommittedOutput committed = CommittedOutput.of(folders.output());
        if (RunVerdict.isToldComplete(folders)
                || marker != null && committed.hasEnded(marker.lanes())) {
            try (OutputLock lock = RunLocks.lock(folders.output())) {
                LOG.debug("[{}] is locked for changes by this process only", lock.output());
                return finished(
                        folders,
                        Completion.of(
                                marker, RunConf.maxGapRatio(given), RunConf.maxRejectRatio(given)),
                        null);
            }
        }
        if (!committed.isEmpty()) {
            throw CommandFailure.badInput(
                    "[%s] state must be that of the run of [%s], where rows are committed, but there is none: restore it, or start a new run with another --output"
                            .formatted(folders.state().path(), folders.output()));
        }
        if (restorePoint != null) {
            throw CommandFailure.badInput(strange(restorePoint));
        }
        requireInput(folders, given);
        JobConf conf = JobConf.from(given);
        places.reach(conf);
        console.note("There is nothing to resume: the run starts.");
        try (ClaimedRun run = new NewRun(given, conf, console).claim(marker)) {
            return start.execute(run);
        }
    }

    /** What a run was started with, and what is given now. */
    static Configuration options(
            RunFolders folders, InputArguments input, Map<String, Object> named)
            throws InvalidConfigException {
        RunRecord record = folders.record();
        String where = folders.state().run().toString();
        ConfigLayers base = new ConfigLayers();
        base.add(record.fixed(), where).add(record.free(), where);
        named.remove(RunOptions.STATE.key());
        Configuration options = input.layersOver(base, named).configuration();
        options.set(RunOptions.STATE, folders.state().path().toString());
        return options;
    }

    /** Without a record, only the user knows what to read. */
    private static void requireInput(RunFolders folders, Configuration given)
            throws CommandFailure, IOException {
        if (given.contains(SourceOptions.INPUT)) {
            return;
        }
        throw CommandFailure.badInput(
                folders.marker() == null
                        ? "[%s] must be the output of a run, but no run has started there, or it ended before it wrote anything: start it, without --resume, with 'deltabook run --input DIR --output %1$s'"
                                .formatted(folders.output())
                        : "[%s] state must record what the run of [%s] was started with, but there is none, and nothing is committed: start it over with its first command line and --resume"
                                .formatted(folders.state().path(), folders.output()));
    }

    /**
     * Reports whether a finished run is complete; if so, its state is deleted.
     *
     * @param lock the lock of the state, null if there is no state any more
     */
    private int finished(RunFolders folders, Completion completion, StateLock lock)
            throws IOException, CommandFailure {
        Completion.Result result = RunVerdict.of(folders, completion, lock);
        answer.told(result, console);
        return result.end(folders.state(), console);
    }
}
